package io.davit.cel.check;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The macro {@code has}, and those that Kubernetes knows beyond the language's own: those with two variables, those of optionals, and sorting by a key.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/">CEL in Kubernetes</a>
 */
final class Macros {

    private static final String CONDITIONAL = "_?_:_";
    private static final String UNUSED = "#unused";
    private static final String SORTED = "@__sortBy_input__";

    static final List<CelMacro> ALL = List.of(
            CelMacro.newGlobalMacro("has", 1, Macros::has),
            CelMacro.newReceiverMacro("all", 3, (make, target, args) -> quantifier(make, target, args, true)),
            CelMacro.newReceiverMacro("exists", 3, (make, target, args) -> quantifier(make, target, args, false)),
            CelMacro.newReceiverMacro("existsOne", 3, Macros::exactlyOne),
            CelMacro.newReceiverMacro("exists_one", 3, Macros::exactlyOne),
            CelMacro.newReceiverMacro("transformList", 3, Macros::toList),
            CelMacro.newReceiverMacro("transformList", 4, Macros::toList),
            CelMacro.newReceiverMacro("transformMap", 3, Macros::toMap),
            CelMacro.newReceiverMacro("transformMap", 4, Macros::toMap),
            CelMacro.newReceiverMacro("transformMapEntry", 3, Macros::toMapEntry),
            CelMacro.newReceiverMacro("transformMapEntry", 4, Macros::toMapEntry),
            CelMacro.newReceiverMacro("optMap", 2, (make, target, args) -> withValue(make, target, args, "optMap")),
            CelMacro.newReceiverMacro(
                    "optFlatMap", 2, (make, target, args) -> withValue(make, target, args, "optFlatMap")),
            CelMacro.newReceiverMacro("sortBy", 2, Macros::sorted));

    /** {@code cel.bind(name, value, expression)}, which only expressions about devices have. */
    static final CelMacro BIND = CelMacro.newReceiverMacro("bind", 3, Macros::bind);

    private Macros() {}

    private static Optional<CelExpr> bind(CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> args) {
        if (target.getKind() != CelExpr.ExprKind.Kind.IDENT
                || !target.ident().name().equals("cel")) {
            return Optional.empty();
        }
        CelExpr variable = args.get(0);
        if (variable.getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return Optional.of(fault(make, variable, "cel.bind() variable names must be simple identifiers"));
        }
        String name = variable.ident().name();
        return Optional.of(make.fold(
                UNUSED,
                make.newList(),
                name,
                args.get(1),
                make.newBoolLiteral(false),
                make.newIdentifier(name),
                args.get(2)));
    }

    private static Optional<CelExpr> has(CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> args) {
        CelExpr arg = args.getFirst();
        return Optional.of(
                arg.getKind() == CelExpr.ExprKind.Kind.SELECT
                        ? make.newSelect(arg.select().operand(), arg.select().field(), true)
                        : fault(make, arg, "invalid argument to has() macro"));
    }

    private static Optional<CelExpr> quantifier(
            CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> args, boolean all) {
        return twoVariables(make, args, () -> {
            CelExpr collected = accumulator(make);
            CelExpr open =
                    make.newGlobalCall("@not_strictly_false", all ? collected : make.newGlobalCall("!_", collected));
            CelExpr step = make.newGlobalCall(all ? "_&&_" : "_||_", accumulator(make), args.get(2));
            return fold(make, target, args, make.newBoolLiteral(all), open, step, accumulator(make));
        });
    }

    private static Optional<CelExpr> exactlyOne(CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> args) {
        return twoVariables(make, args, () -> {
            CelExpr oneMore = make.newGlobalCall("_+_", accumulator(make), make.newIntLiteral(1));
            CelExpr step = make.newGlobalCall(CONDITIONAL, args.get(2), oneMore, accumulator(make));
            CelExpr result = make.newGlobalCall("_==_", accumulator(make), make.newIntLiteral(1));
            return fold(make, target, args, make.newIntLiteral(0), make.newBoolLiteral(true), step, result);
        });
    }

    private static Optional<CelExpr> toList(CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> args) {
        return collecting(
                make,
                target,
                args,
                make::newList,
                transform -> make.newGlobalCall("_+_", accumulator(make), make.newList(transform)));
    }

    private static Optional<CelExpr> toMap(CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> args) {
        return collecting(
                make,
                target,
                args,
                make::newMap,
                transform -> make.newGlobalCall(
                        "cel.@mapInsert",
                        accumulator(make),
                        make.newIdentifier(args.get(0).ident().name()),
                        transform));
    }

    private static Optional<CelExpr> toMapEntry(CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> args) {
        return collecting(
                make,
                target,
                args,
                make::newMap,
                transform -> make.newGlobalCall("cel.@mapInsert", accumulator(make), transform));
    }

    /** The last argument is what is collected; one before it, after the variables, tells of which. */
    private static Optional<CelExpr> collecting(
            CelMacroExprFactory make,
            CelExpr target,
            ImmutableList<CelExpr> args,
            Expansion empty,
            Function<CelExpr, CelExpr> add) {
        return twoVariables(make, args, () -> {
            CelExpr step = add.apply(args.getLast());
            if (args.size() == 4) {
                step = make.newGlobalCall(CONDITIONAL, args.get(2), step, accumulator(make));
            }
            return fold(make, target, args, empty.expand(), make.newBoolLiteral(true), step, accumulator(make));
        });
    }

    /** {@code optional.optMap(v, expression)}: the value is bound to a name by a fold over nothing. */
    private static Optional<CelExpr> withValue(
            CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> args, String name) {
        CelExpr variable = args.get(0);
        if (variable.getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return Optional.of(fault(make, variable, name + "() variable name must be a simple identifier"));
        }
        CelExpr bound = make.fold(
                UNUSED,
                make.newList(),
                variable.ident().name(),
                make.newReceiverCall("value", make.copy(target)),
                make.newBoolLiteral(false),
                make.newIdentifier(variable.ident().name()),
                args.get(1));
        return Optional.of(make.newGlobalCall(
                CONDITIONAL,
                make.newReceiverCall("hasValue", target),
                name.equals("optMap") ? make.newReceiverCall("of", make.newIdentifier("optional"), bound) : bound,
                make.newReceiverCall("none", make.newIdentifier("optional"))));
    }

    private static Optional<CelExpr> sorted(CelMacroExprFactory make, CelExpr target, ImmutableList<CelExpr> args) {
        switch (target.getKind()) {
            case LIST, SELECT, IDENT, COMPREHENSION, CALL -> {
                // a list may come of it
            }
            default -> {
                return Optional.of(fault(
                        make,
                        target,
                        "sortBy can only be applied to a list, identifier, comprehension, call or select expression"));
            }
        }
        CelExpr variable = args.get(0);
        if (!isName(variable)) {
            return Optional.of(fault(make, variable, "argument is not an identifier"));
        }
        CelExpr keys = make.fold(
                variable.ident().name(),
                make.newIdentifier(SORTED),
                make.getAccumulatorVarName(),
                make.newList(),
                make.newBoolLiteral(true),
                make.newGlobalCall("_+_", accumulator(make), make.newList(args.get(1))),
                accumulator(make));
        return Optional.of(make.fold(
                UNUSED,
                make.newList(),
                SORTED,
                target,
                make.newBoolLiteral(false),
                make.newIdentifier(SORTED),
                make.newReceiverCall("@sortByAssociatedKeys", make.newIdentifier(SORTED), keys)));
    }

    private static CelExpr accumulator(CelMacroExprFactory make) {
        return make.newIdentifier(make.getAccumulatorVarName());
    }

    private static CelExpr fold(
            CelMacroExprFactory make,
            CelExpr target,
            List<CelExpr> args,
            CelExpr initial,
            CelExpr condition,
            CelExpr step,
            CelExpr result) {
        return make.fold(
                args.get(0).ident().name(),
                args.get(1).ident().name(),
                target,
                make.getAccumulatorVarName(),
                initial,
                condition,
                step,
                result);
    }

    private interface Expansion {
        CelExpr expand();
    }

    private static Optional<CelExpr> twoVariables(CelMacroExprFactory make, List<CelExpr> args, Expansion expansion) {
        for (CelExpr variable : args.subList(0, 2)) {
            if (!isName(variable)) {
                return Optional.of(fault(make, variable, "argument must be a simple name"));
            }
        }
        String first = args.get(0).ident().name();
        String second = args.get(1).ident().name();
        if (first.equals(second)) {
            return Optional.of(fault(make, args.get(1), "duplicate variable name: " + first));
        }
        for (CelExpr variable : args.subList(0, 2)) {
            String name = variable.ident().name();
            if (name.equals(make.getAccumulatorVarName()) || name.equals("__result__")) {
                return Optional.of(fault(make, variable, "iteration variable overwrites accumulator variable"));
            }
        }
        return Optional.of(expansion.expand());
    }

    private static boolean isName(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.IDENT
                && !expr.ident().name().startsWith(".");
    }

    private static CelExpr fault(CelMacroExprFactory make, CelExpr at, String message) {
        return make.reportError(CelIssue.formatError(make.getSourceLocation(at), message));
    }
}
