package io.davit.cel.rule;

import io.davit.cel.Budget;
import io.davit.cel.Outcome;
import io.davit.cel.Program;
import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is told of a rule that was false. */
sealed interface Message {

    /** The longest text that an expression may give. */
    int MAX_BYTES = 5120;

    record Told(String text) implements Message {}

    /** The expression for the message has used up what may be spent. */
    record Stopped(String why) implements Message {}

    /** What the expression says where there is one and it says something fit to be told; else what the rule says. */
    static Message of(CompiledRule compiled, Variables variables, Budget budget) {
        Program program = compiled.message();
        if (program == null) {
            return new Told(compiled.rule().failure());
        }
        return switch (program.evaluate(variables::forMessage, budget)) {
            case Outcome.OverBudget(Outcome.Limit limit) ->
                new Stopped(
                        switch (limit) {
                            case TOTAL ->
                                "messageExpression evaluation failed due to running out of cost budget, no further validation rules will be run";
                            case CALL ->
                                "no further validation rules will be run due to call cost exceeds limit for messageExpression: "
                                        + Json.quote(compiled.rule().messageExpression());
                        });
            case Outcome.Failed _ -> new Told(compiled.rule().failure());
            case Outcome.Result(var result) -> {
                String text = fit(result.text());
                yield new Told(text == null ? compiled.rule().failure() : text);
            }
        };
    }

    private static @Nullable String fit(@Nullable String text) {
        String trimmed = text == null ? "" : text.strip();
        boolean fits = !trimmed.isEmpty()
                && trimmed.indexOf('\n') < 0
                && trimmed.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
        return fits ? trimmed : null;
    }
}
