package io.davit.cel.rule;

import io.davit.cel.Budget;
import io.davit.cel.Escaping;
import io.davit.cel.Outcome;
import io.davit.cel.Program;
import io.davit.cel.Type;
import io.davit.model.error.Cause;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.schema.Correlation;
import io.davit.schema.OldElements;
import io.davit.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of a schema and of everything below it, ready to be evaluated by any number of threads.
 *
 * <p>Rules see values that are there: a null or an absent field is its parent's business. A rule about changes is evaluated only where
 * there is an old value to compare with, unless it says that it may go without. All rules of one object share a budget.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules">Validation rules</a>
 */
public final class Rules {

    private static final String OUT_OF_BUDGET =
            "validation failed due to running out of cost budget, no further validation rules will be run";

    private final String type;
    private final Schema schema;
    private final List<CompiledRule> own;
    private final boolean unreachable;
    private final boolean transition;
    private final @Nullable Rules items;
    private final @Nullable Rules values;
    private final Map<String, Rules> properties;

    private Rules(Schema schema, @Nullable Type self, Map<String, Rules> properties) {
        this.type = schema.type();
        this.schema = schema;
        this.properties = properties;
        List<Rule> written = Rule.of(schema.rules());
        this.unreachable = !written.isEmpty() && self == null;
        this.own = self == null
                ? List.of()
                : written.stream()
                        .map(rule -> CompiledRule.compile(rule, self, schema.source()))
                        .toList();
        this.transition = own.stream().anyMatch(CompiledRule::usesOldSelf);
        Type element = self == null ? null : self.element();
        Schema elements = schema.items();
        this.items = elements == null ? null : read(elements, element);
        Schema others = schema.additionalProperties();
        this.values = others == null ? null : read(others, element);
    }

    /** Null when there are none. */
    public static @Nullable Rules of(Schema schema, boolean resourceRoot) {
        return hasAny(schema) ? read(schema, Type.of(schema, resourceRoot)) : null;
    }

    private static boolean hasAny(@Nullable Schema schema) {
        return schema != null
                && (!schema.rules().isEmpty()
                        || hasAny(schema.items())
                        || hasAny(schema.additionalProperties())
                        || schema.properties().values().stream().anyMatch(Rules::hasAny));
    }

    private static @Nullable Rules read(Schema schema, @Nullable Type self) {
        Rules all = new Rules(schema, self, properties(schema, self));
        boolean none = all.own.isEmpty()
                && !all.unreachable
                && all.items == null
                && all.values == null
                && all.properties.isEmpty();
        return none ? null : all;
    }

    /** What expressions cannot reach has no rules, unless that is so for its name alone. */
    private static Map<String, Rules> properties(Schema schema, @Nullable Type self) {
        Map<String, Rules> properties = new LinkedHashMap<>();
        schema.properties().forEach((name, property) -> {
            String escaped = Escaping.escape(name);
            Type type = escaped == null
                    ? Type.of(property, property.embeddedResource())
                    : self == null ? null : self.fields().get(escaped);
            Rules rules = type == null ? null : read(property, type);
            if (rules != null) {
                properties.put(name, rules);
            }
        });
        return properties;
    }

    /** How many expressions there are in a schema. */
    static long count(Schema schema) {
        long count = 0;
        for (JsonNode rule : schema.rules()) {
            count += rule.path("messageExpression").asString("").isEmpty() ? 1 : 2;
        }
        for (Schema below : schema.properties().values()) {
            count += count(below);
        }
        Schema items = schema.items();
        Schema values = schema.additionalProperties();
        return count + (items == null ? 0 : count(items)) + (values == null ? 0 : count(values));
    }

    /** Checks a new object, or a new value. */
    public void check(FieldPath at, JsonNode value, Budget budget, FieldErrors errors) {
        new Check(budget, errors, warning -> {}).value(this, at, value, null, null, null);
    }

    /**
     * Checks an object that replaces another.
     *
     * @param change both together; what is unchanged may stay wrong
     * @param warn told what stays wrong
     */
    public void checkUpdate(
            FieldPath at,
            JsonNode value,
            JsonNode old,
            @Nullable Correlation change,
            Budget budget,
            FieldErrors errors,
            Consumer<String> warn) {
        new Check(budget, errors, warn).value(this, at, value, old, change, null);
    }

    /** One walk over a value. */
    private static final class Check {

        private final Budget budget;
        private final FieldErrors errors;
        private final Consumer<String> warn;
        private boolean stopped;

        Check(Budget budget, FieldErrors errors, Consumer<String> warn) {
            this.budget = budget;
            this.errors = errors;
            this.warn = warn;
        }

        /**
         * @param change what belongs to the value of the object before; null where nothing does
         * @param above the same of what is nearest above, where something belongs to that
         */
        void value(
                Rules rules,
                FieldPath at,
                JsonNode value,
                @Nullable JsonNode old,
                @Nullable Correlation change,
                @Nullable Correlation above) {
            if (value.isNull() || stopped) {
                return;
            }
            expressions(rules, at, value, old == null || old.isNull() ? null : old, change == null ? above : change);
            switch (value) {
                case ArrayNode list when rules.items != null -> list(rules, rules.items, at, list, old, change, above);
                case ObjectNode map -> map(rules, at, map, old, change, above);
                default -> {
                    // nothing below
                }
            }
        }

        private void list(
                Rules rules,
                Rules items,
                FieldPath at,
                ArrayNode list,
                @Nullable JsonNode old,
                @Nullable Correlation change,
                @Nullable Correlation above) {
            OldElements before = OldElements.of(old, rules.schema);
            for (int i = 0; i < list.size() && !stopped; i++) {
                JsonNode element = list.get(i);
                value(
                        items,
                        at.index(i),
                        element,
                        before.like(element),
                        change == null ? null : change.index(i),
                        change == null ? above : change);
            }
        }

        private void map(
                Rules rules,
                FieldPath at,
                ObjectNode map,
                @Nullable JsonNode old,
                @Nullable Correlation change,
                @Nullable Correlation above) {
            ObjectNode before = old instanceof ObjectNode members ? members : null;
            boolean top = above == null;
            for (Map.Entry<String, JsonNode> member : map.properties()) {
                String name = member.getKey();
                Rules named = rules.properties.get(name);
                Rules below = named == null ? rules.values : named;
                if (below == null || stopped) {
                    continue;
                }
                // both objects have been made to show the same version and kind
                boolean shownAlike = top && change != null && (name.equals("apiVersion") || name.equals("kind"));
                value(
                        below,
                        named == null ? at.key(name) : at.child(name),
                        member.getValue(),
                        before == null ? null : before.get(name),
                        change == null || shownAlike ? null : change.key(name),
                        shownAlike ? null : change == null ? above : change);
            }
        }

        private void expressions(
                Rules rules, FieldPath at, JsonNode value, @Nullable JsonNode old, @Nullable Correlation nearest) {
            if (rules.unreachable) {
                errors.invalid(
                        at,
                        rules.type,
                        "rule compiler initialization error: failed to convert to declType for CEL validation rules");
                return;
            }
            for (int i = 0; i < rules.own.size() && !stopped; i++) {
                if (i == 0 && budget.exhausted()) {
                    stop(at, rules.type, OUT_OF_BUDGET);
                    return;
                }
                expression(rules.own.get(i), rules, at, value, old, nearest);
            }
        }

        private void expression(
                CompiledRule compiled,
                Rules rules,
                FieldPath at,
                JsonNode value,
                @Nullable JsonNode old,
                @Nullable Correlation nearest) {
            String type = rules.type;
            Rule rule = compiled.rule();
            if (!compiled.problem().isEmpty()) {
                errors.invalid(at, type, "rule compile error: " + compiled.problem());
                return;
            }
            boolean optional = rule.hasOptionalOldSelf();
            Program program = compiled.program();
            if (program == null || (compiled.usesOldSelf() && old == null && !optional)) {
                return;
            }
            Variables variables = new Variables(value, old, optional, rules.transition);
            switch (program.evaluate(variables::get, budget)) {
                case Outcome.OverBudget(Outcome.Limit limit) ->
                    stop(
                            at,
                            type,
                            switch (limit) {
                                case TOTAL -> OUT_OF_BUDGET;
                                case CALL ->
                                    "'" + Outcome.OverBudget.STOPPED
                                            + "': no further validation rules will be run due to call cost exceeds limit for rule: "
                                            + rule.name();
                            });
                case Outcome.Failed(String failure) ->
                    errors.invalid(
                            at,
                            type,
                            failure.startsWith("no such overload")
                                    ? "'" + failure
                                            + "': call arguments did not match a supported operator, function or macro signature for rule: "
                                            + rule.name()
                                    : failure + " evaluating rule: " + rule.name());
                case Outcome.Result(var result) -> {
                    if (!result.isTrue()) {
                        broken(compiled, type, at, value, variables, nearest);
                    }
                }
            }
        }

        private void broken(
                CompiledRule compiled,
                String type,
                FieldPath at,
                JsonNode value,
                Variables variables,
                @Nullable Correlation nearest) {
            FieldPath path = compiled.path().isEmpty() ? at : at.child(compiled.path());
            boolean forgiven = !compiled.usesOldSelf() && nearest != null && nearest.isUnchanged();
            FieldErrors found = new FieldErrors();
            switch (Message.of(compiled, variables, budget)) {
                case Message.Told(String text) -> tell(compiled.rule(), type, path, value, text, found);
                case Message.Stopped(String why) -> {
                    found.invalid(path, type, why);
                    stopped = true;
                }
            }
            for (Cause cause : found.causes()) {
                if (forgiven) {
                    warn.accept(cause.field() + ": " + cause.message());
                } else {
                    errors.add(cause);
                }
            }
        }

        /** Objects and lists are not shown. */
        private static void tell(
                Rule rule, String type, FieldPath path, JsonNode value, String text, FieldErrors found) {
            String shown = type.equals("object") || type.equals("array") ? "" : ": " + Shown.of(value);
            switch (rule.reason() == null ? "" : rule.reason()) {
                case "FieldValueForbidden" -> found.forbidden(path, text);
                case "FieldValueRequired" -> found.required(path, text);
                case "FieldValueDuplicate" ->
                    found.add(new Cause("FieldValueDuplicate", "Duplicate value" + shown, path.toString()));
                default ->
                    found.add(new Cause(
                            "FieldValueInvalid",
                            "Invalid value" + shown + (text.isEmpty() ? "" : ": " + text),
                            path.toString()));
            }
        }

        private void stop(FieldPath at, String type, String why) {
            errors.invalid(at, type, why);
            stopped = true;
        }
    }
}
