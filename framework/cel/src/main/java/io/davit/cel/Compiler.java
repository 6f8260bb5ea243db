package io.davit.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import io.davit.cel.check.Checked;
import io.davit.cel.check.Checker;
import io.davit.cel.evaluate.Plan;
import io.davit.cel.value.Failure;
import io.davit.cel.value.StructValue;
import java.util.List;
import java.util.Map;

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
        return switch (Checker.check(expression, declarations.variables(), declarations.library(), Map.of())) {
            case Checked.Faulty(String message) -> new Compilation.Rejected(Compilation.Stage.CHECK, message);
            case Checked.Well(CelAbstractSyntaxTree ast) -> compile(ast, declarations, results);
        };
    }

    private static Compilation compile(CelAbstractSyntaxTree ast, Declarations declarations, List<Type> results) {
        Type result = Type.of(ast.getResultType());
        if (!results.isEmpty()
                && results.stream().noneMatch(type -> type.celType().equals(result.celType()))) {
            return new Compilation.Mistyped(result.toString());
        }
        Object plan = Plan.of(ast, declarations.library()::function, name -> fields -> new StructValue(name, fields));
        return plan instanceof Plan ready
                ? new Compilation.Compiled(new Program(ready, declarations.variables()), result, new CostEstimate(0, 0))
                : new Compilation.Rejected(Compilation.Stage.PLAN, ((Failure) plan).message());
    }
}
