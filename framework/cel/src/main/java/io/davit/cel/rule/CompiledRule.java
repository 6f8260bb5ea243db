package io.davit.cel.rule;

import io.davit.cel.Compilation;
import io.davit.cel.Compiler;
import io.davit.cel.CostEstimate;
import io.davit.cel.Declarations;
import io.davit.cel.Program;
import io.davit.cel.Type;
import io.davit.schema.crd.SchemaPath;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A rule whose expressions were compiled, or why they could not be.
 *
 * @param problem of the rule; empty when {@code program} is there, or when the rule is blank
 * @param messageProblem of the expression for the message
 * @param usesOldSelf whether it is a rule about changes
 * @param path where errors belong, relative to the value; empty for the value itself
 */
record CompiledRule(
        Rule rule,
        @Nullable Program program,
        String problem,
        CostEstimate cost,
        @Nullable Program message,
        String messageProblem,
        CostEstimate messageCost,
        boolean usesOldSelf,
        String path) {

    static final String SELF = "self";
    static final String OLD_SELF = "oldSelf";

    private static final CostEstimate FREE = new CostEstimate(0, 0);

    /** @param self the type of values of {@code schema}, which is as it was written and has the rule */
    static CompiledRule compile(Rule rule, Type self, ObjectNode schema) {
        if (rule.isBlank()) {
            return new CompiledRule(rule, null, "", FREE, null, "", FREE, false, "");
        }
        Declarations declarations =
                Declarations.none().with(SELF, self).with(OLD_SELF, rule.hasOptionalOldSelf() ? self.optional() : self);
        return switch (Compiler.compile(rule.rule(), declarations, List.of(Type.BOOL))) {
            case Compilation.Compiled(Program program, Type _, CostEstimate cost) ->
                withMessage(rule, program, cost, declarations, path(rule, schema));
            case Compilation.Mistyped _ -> failed(rule, "cel expression must evaluate to a bool");
            case Compilation.Rejected rejected -> failed(rule, rejected.message());
        };
    }

    private static CompiledRule failed(Rule rule, String problem) {
        return new CompiledRule(rule, null, problem, FREE, null, "", FREE, false, "");
    }

    private static CompiledRule withMessage(
            Rule rule, Program program, CostEstimate cost, Declarations declarations, String path) {
        boolean old = program.variables().contains(OLD_SELF);
        if (rule.messageExpression().isEmpty()) {
            return new CompiledRule(rule, program, "", cost, null, "", FREE, old, path);
        }
        return switch (Compiler.compile(rule.messageExpression(), declarations, List.of(Type.STRING))) {
            case Compilation.Compiled(Program message, Type _, CostEstimate messageCost) ->
                new CompiledRule(rule, program, "", cost, message, "", messageCost, old, path);
            case Compilation.Mistyped _ ->
                new CompiledRule(
                        rule, program, "", cost, null, "messageExpression must evaluate to a string", FREE, old, path);
            case Compilation.Rejected rejected ->
                new CompiledRule(
                        rule, program, "", cost, null, "messageExpression " + words(rejected), FREE, old, path);
        };
    }

    private static String words(Compilation.Rejected rejected) {
        return switch (rejected.stage()) {
            case CHECK -> "compilation failed: " + rejected.faults();
            case PLAN -> "instantiation failed: " + rejected.faults();
        };
    }

    private static String path(Rule rule, ObjectNode schema) {
        return !rule.fieldPath().isEmpty()
                        && SchemaPath.find(rule.fieldPath(), schema, true)
                                instanceof SchemaPath.Found(String path, var _)
                ? path
                : "";
    }
}
