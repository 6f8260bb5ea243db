package io.davit.cel;

import io.davit.cel.evaluate.Plan;
import io.davit.cel.library.AuthorizerLibrary;
import io.davit.cel.value.Failure;
import io.davit.cel.value.JsonValues;
import io.davit.cel.value.MapValue;
import io.davit.cel.value.Null;
import io.davit.cel.value.Opaque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A compiled expression. Any number of threads may evaluate it. */
public final class Program {

    private final Plan plan;
    private final Map<String, Type> types;

    Program(Plan plan, Map<String, Type> types) {
        this.plan = plan;
        this.types = types;
    }

    /** The variables that it may ask for: a rule with {@code oldSelf} among them is a transition rule. */
    public Set<String> variables() {
        return Set.copyOf(plan.variables());
    }

    /**
     * Evaluates. A variable is JSON (read as its declared type, where it lies), a {@link Value}, a boolean, long, double or string,
     * {@link Fields}, an {@link Authorizer} or a {@link ResourceCheck}, an {@link Optional} of these, or null for JSON's null; a variable
     * that the map does not have is missing.
     */
    public Outcome evaluate(Map<String, ?> variables, Budget budget) {
        return evaluate(
                name -> {
                    Object value = variables.get(name);
                    return value == null && variables.containsKey(name) ? Null.NULL : value;
                },
                budget);
    }

    /** As with a map: the function answers null for a variable that is missing. Each is asked for once at most. */
    public Outcome evaluate(Function<String, @Nullable Object> variables, Budget budget) {
        Plan.Run run = plan.run(name -> read(variables.apply(name), types.get(name)), budget.perCall());
        boolean paid = budget.spend(run.cost());
        if (!paid) {
            return new Outcome.OverBudget(Outcome.Limit.TOTAL);
        }
        return switch (run) {
            case Plan.Exceeded _ -> new Outcome.OverBudget(Outcome.Limit.CALL);
            case Plan.Done(Failure failure, long _) -> new Outcome.Failed(failure.message());
            case Plan.Done(Object value, long _) -> new Outcome.Result(new Value(value));
        };
    }

    private static @Nullable Object read(@Nullable Object given, @Nullable Type type) {
        return switch (given) {
            case null -> null;
            case JsonNode node -> type == null ? JsonValues.plain(node) : JsonValues.of(node, type);
            case Value value -> value.content();
            case Outcome.Result(Value value) -> value.content();
            case Outcome.Failed(String message) -> new Failure(message);
            case Outcome.OverBudget _ -> new Failure(Outcome.OverBudget.STOPPED);
            case Fields fields -> new LazyFields(fields, type);
            case Optional<?> optional -> optional.map(value -> read(value, type == null ? null : type.element()));
            case Authorizer authorizer -> AuthorizerLibrary.value(authorizer);
            case ResourceCheck check -> AuthorizerLibrary.value(check);
            case Integer number -> (long) number;
            case String _, Boolean _, Long _, Double _, Null _, Opaque _ -> given;
            default -> throw new IllegalArgumentException("no value of CEL: " + given.getClass());
        };
    }

    /** Fields that the caller makes. */
    private static final class LazyFields extends MapValue {

        private final Fields fields;
        private final @Nullable Type type;

        LazyFields(Fields fields, @Nullable Type type) {
            this.fields = fields;
            this.type = type;
        }

        @Override
        public int size() {
            return type == null ? 0 : type.fields().size();
        }

        @Override
        public @Nullable Object find(Object key) {
            return key instanceof String name ? read(fields.field(name), type == null ? null : type.field(name)) : null;
        }

        @Override
        public Iterable<Object> keys() {
            return type == null ? List.of() : List.copyOf(type.fields().keySet());
        }
    }
}
