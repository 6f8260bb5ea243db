package io.davit.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import io.davit.cel.check.Checked;
import io.davit.cel.check.Checker;
import io.davit.cel.estimate.Estimator;
import io.davit.cel.evaluate.Plan;
import io.davit.cel.value.Failure;
import io.davit.cel.value.Patches;
import java.util.List;

/**
 * Compiles expressions. It holds nothing: what expressions share is made once, when the first one needs it, and what is compiled is the
 * caller's to keep.
 */
public final class Compiler {

    private Compiler() {}

    /** Compiles an expression that may give a value of any type. */
    public static Compilation compile(String expression, Declarations declarations) {
        return compile(expression, declarations, List.of());
    }

    /** Compiles an expression that must give a value of one of these types, or of any when there are none. */
    public static Compilation compile(String expression, Declarations declarations, List<Type> results) {
        return switch (checked(expression, declarations)) {
            case Checked.Faulty(String message) -> new Compilation.Rejected(Compilation.Stage.CHECK, message);
            case Checked.Well(CelAbstractSyntaxTree ast) -> compile(ast, declarations, results);
        };
    }

    /** Only finds out what type an expression gives: neither planned nor estimated, it costs less than to compile it. */
    public static Inference infer(String expression, Declarations declarations) {
        return switch (checked(expression, declarations)) {
            case Checked.Faulty(String message) -> new Inference.Faulty(message);
            case Checked.Well(CelAbstractSyntaxTree ast) -> new Inference.Typed(Type.of(ast.getResultType()));
        };
    }

    private static Checked checked(String expression, Declarations declarations) {
        return Checker.check(
                expression,
                declarations.variables(),
                declarations.library(),
                declarations.makesPatches(),
                declarations.binds());
    }

    private static Compilation compile(CelAbstractSyntaxTree ast, Declarations declarations, List<Type> results) {
        Type result = Type.of(ast.getResultType());
        if (!results.isEmpty()
                && results.stream().noneMatch(type -> type.declaredName().equals(result.declaredName()))) {
            return new Compilation.Mistyped(result.declaredName());
        }
        Object plan = Plan.of(ast, declarations.library()::function, Patches::maker);
        return plan instanceof Plan ready
                ? new Compilation.Compiled(
                        new Program(ready, declarations.variables()),
                        result,
                        Estimator.estimate(ast, declarations.variables()))
                : new Compilation.Rejected(Compilation.Stage.PLAN, ((Failure) plan).message());
    }
}
