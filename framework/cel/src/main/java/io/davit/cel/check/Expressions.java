package io.davit.cel.check;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Goes through expressions. */
public final class Expressions {

    private Expressions() {}

    /** Shows every part of an expression, without order, however deep it is. */
    public static void visit(CelExpr root, Consumer<CelExpr> visitor) {
        Deque<CelExpr> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            CelExpr expr = open.pop();
            visitor.accept(expr);
            switch (expr.getKind()) {
                case SELECT -> open.push(expr.select().operand());
                case CALL -> {
                    expr.call().target().ifPresent(open::push);
                    expr.call().args().forEach(open::push);
                }
                case LIST -> expr.list().elements().forEach(open::push);
                case STRUCT -> expr.struct().entries().forEach(entry -> open.push(entry.value()));
                case MAP ->
                    expr.map().entries().forEach(entry -> {
                        open.push(entry.key());
                        open.push(entry.value());
                    });
                case COMPREHENSION -> {
                    CelExpr.CelComprehension fold = expr.comprehension();
                    open.push(fold.iterRange());
                    open.push(fold.accuInit());
                    open.push(fold.loopCondition());
                    open.push(fold.loopStep());
                    open.push(fold.result());
                }
                default -> {
                    // a leaf
                }
            }
        }
    }

    /** The numbers below zero that an expression spells out, by their ids. */
    static Set<Long> negativeNumbers(CelExpr root) {
        Set<Long> negative = new HashSet<>();
        visit(root, expr -> {
            if (expr.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
                return;
            }
            boolean below = switch (expr.constant().getKind()) {
                case INT64_VALUE -> expr.constant().int64Value() < 0;
                case DOUBLE_VALUE -> expr.constant().doubleValue() < 0;
                default -> false;
            };
            if (below) {
                negative.add(expr.id());
            }
        });
        return negative;
    }

    /** {@code a.b.c} for an expression that may be a qualified name; empty for any other. */
    public static String qualifiedName(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> expr.ident().name();
            case SELECT -> {
                String prefix = expr.select().testOnly()
                        ? ""
                        : qualifiedName(expr.select().operand());
                yield prefix.isEmpty() ? "" : prefix + "." + expr.select().field();
            }
            default -> "";
        };
    }
}
