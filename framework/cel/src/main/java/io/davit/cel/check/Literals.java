package io.davit.cel.check;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.davit.cel.library.Function;
import io.davit.cel.library.LibrarySet;
import io.davit.cel.library.Patterns;
import io.davit.cel.value.Failure;
import java.util.List;

/** Durations, timestamps and patterns that an expression spells out must be such, or it is refused before it can fail. */
final class Literals {

    private static final List<String> CHECKED = List.of("duration", "timestamp", "matches");

    private Literals() {}

    static void check(CelAbstractSyntaxTree ast, LibrarySet library, Faults faults) {
        Expressions.visit(ast.getExpr(), expr -> {
            if (expr.getKind() != CelExpr.ExprKind.Kind.CALL
                    || !CHECKED.contains(expr.call().function())
                    || expr.call().args().isEmpty()) {
                return;
            }
            CelExpr argument = expr.call().args().getFirst();
            if (argument.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                    && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE
                    && !valid(expr.call().function(), argument.constant().stringValue(), library)) {
                faults.add(
                        ast.getSource(), argument.id(), "invalid " + expr.call().function() + " argument");
            }
        });
    }

    private static boolean valid(String function, String text, LibrarySet library) {
        if (function.equals("matches")) {
            return Patterns.compile(text) instanceof Pattern;
        }
        Function conversion = library.function(function);
        return conversion == null || !(conversion.body(List.of()).call(new Object[] {text}) instanceof Failure);
    }
}
