package io.davit.cel.check;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import io.davit.cel.Type;
import io.davit.cel.library.Function;
import io.davit.cel.library.LibrarySet;
import io.davit.cel.library.Patterns;
import io.davit.cel.library.TextFormat;
import io.davit.cel.value.Constants;
import io.davit.cel.value.Failure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an expression spells out must be such that it can work, or it is refused before it can fail: durations, timestamps, patterns and
 * formats are valid, and lists and maps are of one type, but for the values of a format.
 */
final class Literals {

    private static final List<String> CONVERTED = List.of("duration", "timestamp", "matches");

    private final CelAbstractSyntaxTree ast;
    private final LibrarySet library;
    private final Faults faults;
    private final Set<Long> exempt = new HashSet<>();

    private Literals(CelAbstractSyntaxTree ast, LibrarySet library, Faults faults) {
        this.ast = ast;
        this.library = library;
        this.faults = faults;
    }

    static void check(CelAbstractSyntaxTree ast, LibrarySet library, Faults faults) {
        faults.expect(ast.getExpr());
        Literals literals = new Literals(ast, library, faults);
        Expressions.visit(ast.getExpr(), literals::exempt);
        Expressions.visit(ast.getExpr(), literals::check);
    }

    private void exempt(CelExpr expr) {
        if (isCall(expr, "format")) {
            Expressions.visit(expr, inner -> exempt.add(inner.id()));
            exempt.remove(expr.id());
        }
    }

    private static boolean isCall(CelExpr expr, String function) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CALL
                && expr.call().function().equals(function);
    }

    private void check(CelExpr expr) {
        switch (expr.getKind()) {
            case CALL -> checkCall(expr);
            case LIST -> checkList(expr);
            case MAP -> checkMap(expr);
            default -> {
                // nothing is spelled out
            }
        }
    }

    private void checkCall(CelExpr expr) {
        CelExpr.CelCall call = expr.call();
        if (call.function().equals("format")) {
            checkFormat(expr, call);
            return;
        }
        if (!CONVERTED.contains(call.function()) || call.args().isEmpty()) {
            return;
        }
        CelExpr argument = call.args().getFirst();
        if (argument.getKind() == CelExpr.ExprKind.Kind.CONSTANT && !valid(expr, argument)) {
            faults.add(ast.getSource(), argument.id(), "invalid " + call.function() + " argument");
        }
    }

    private static @Nullable String text(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? expr.constant().stringValue()
                : null;
    }

    private boolean valid(CelExpr expr, CelExpr argument) {
        String function = expr.call().function();
        String text = text(argument);
        if (function.equals("matches")) {
            return text == null || Patterns.compile(text) instanceof Pattern;
        }
        Function conversion = library.function(function);
        List<String> overloads = ast.getReference(expr.id())
                .map(CelReference::overloadIds)
                .map(List::copyOf)
                .orElse(List.of());
        return conversion == null
                || !(conversion.body(overloads).call(new Object[] {Constants.value(argument.constant())})
                        instanceof Failure);
    }

    private void checkFormat(CelExpr expr, CelExpr.CelCall call) {
        String format = call.target().map(Literals::text).orElse(null);
        if (format == null
                || call.args().size() != 1
                || call.args().getFirst().getKind() != CelExpr.ExprKind.Kind.LIST) {
            return;
        }
        List<CelExpr> values = call.args().getFirst().list().elements();
        long[] place = {expr.id()};
        String fault = TextFormat.check(format, values.size(), (kind, argument) -> {
            CelExpr bad = unfit(kind, values.get(argument));
            if (bad == null) {
                return null;
            }
            place[0] = bad.id();
            return ast.getTypeOrThrow(bad.id()).name();
        });
        if (fault != null) {
            faults.add(ast.getSource(), place[0], fault);
        }
    }

    /** The part of a value that a clause cannot show. */
    private @Nullable CelExpr unfit(char kind, CelExpr value) {
        if (!TextFormat.fits(kind, ast.getTypeOrThrow(value.id()))) {
            return value;
        }
        if (kind != 's') {
            return null;
        }
        if (value.getKind() == CelExpr.ExprKind.Kind.LIST) {
            for (CelExpr element : value.list().elements()) {
                CelExpr bad = unfit(kind, element);
                if (bad != null) {
                    return bad;
                }
            }
        }
        if (value.getKind() == CelExpr.ExprKind.Kind.MAP) {
            for (CelExpr.CelMap.Entry entry : value.map().entries()) {
                CelExpr bad = unfit(kind, entry.key());
                bad = bad == null ? unfit(kind, entry.value()) : bad;
                if (bad != null) {
                    return bad;
                }
            }
        }
        return null;
    }

    private void checkList(CelExpr expr) {
        if (exempt.contains(expr.id())) {
            return;
        }
        CelType first = null;
        for (int i = 0; i < expr.list().elements().size(); i++) {
            CelExpr element = expr.list().elements().get(i);
            CelType type = type(element, expr.list().optionalIndices().contains(i));
            if (first == null) {
                first = type;
            } else if (!first.equals(type)) {
                mismatch(element, first, type);
                return;
            }
        }
    }

    private void checkMap(CelExpr expr) {
        if (exempt.contains(expr.id())) {
            return;
        }
        CelType key = null;
        CelType value = null;
        for (CelExpr.CelMap.Entry entry : expr.map().entries()) {
            CelType keyType = type(entry.key(), false);
            CelType valueType = type(entry.value(), entry.optionalEntry());
            if (key == null || value == null) {
                key = keyType;
                value = valueType;
                continue;
            }
            if (!key.equals(keyType)) {
                mismatch(entry.key(), key, keyType);
            }
            if (!value.equals(valueType)) {
                mismatch(entry.value(), value, valueType);
            }
        }
    }

    private CelType type(CelExpr expr, boolean optional) {
        CelType type = ast.getTypeOrThrow(expr.id());
        return optional && type instanceof OptionalType ? type.parameters().getFirst() : type;
    }

    private void mismatch(CelExpr at, CelType expected, CelType found) {
        faults.add(
                ast.getSource(),
                at.id(),
                "expected type '" + Type.of(expected) + "' but found '" + Type.of(found) + "'");
    }
}
