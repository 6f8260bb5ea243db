package io.davit.cel.rule;

import io.davit.cel.Budget;
import io.davit.cel.Escaping;
import io.davit.cel.Type;
import io.davit.model.error.Cause;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.schema.Schema;
import io.davit.schema.crd.RuleChecker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks the rules of a definition before they are ever evaluated: that they compile, that they ask for an old value only where there
 * can be one, and that neither each of them nor all together may cost too much. Used for one definition.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#resource-use-by-validation-functions">Resource use by validation functions</a>
 */
public final class DefinitionRules implements RuleChecker {

    private static final long MAX_COST = 10_000_000;
    private static final long MAX_TOTAL_COST = 100_000_000;
    private static final int MOST_EXPENSIVE = 4;

    /** Far more than anybody needs; compiling them takes seconds. */
    private static final int MOST_EXPRESSIONS = 10_000;

    private static final String X = "x-kubernetes-";
    private static final String VALIDATIONS = X + "validations";

    private long compiled;
    private boolean toldTooMany;

    @Override
    public List<Cause> rules(FieldPath path, ObjectNode schema, boolean eachMayCost, Predicate<FieldPath> inOrder) {
        Walk walk = new Walk(eachMayCost, inOrder);
        walk.node(path, schema, new Place(true, null, 1L, null));
        walk.total(path);
        return walk.errors.causes();
    }

    @Override
    public Defaults defaults() {
        Budget budget = Budget.perObject();
        return (path, value, schema, root) -> {
            boolean resource = root || schema.path(X + "embedded-resource").asBoolean(false);
            Schema read = Schema.read(schema);
            FieldErrors errors = new FieldErrors();
            if (!mayCompile(Rules.count(read))) {
                tooMany(path, errors);
                return errors.causes();
            }
            Rules rules = Rules.of(read, resource);
            if (rules == null) {
                return List.of();
            }
            rules.checkUpdate(path, value, value, null, budget, errors, warning -> {});
            if (errors.isEmpty()) {
                rules.check(path, value, budget, errors);
            }
            return errors.causes();
        };
    }

    /**
     * Where a schema stands.
     *
     * @param type of its values, where a schema above has rules and so was given a type
     * @param times how often a value of it may occur; null when nothing above bounds that
     * @param uncorrelated what is nearest above whose values cannot be told to belong to old ones; null when there is none
     */
    private record Place(
            boolean root,
            @Nullable Type type,
            @Nullable Long times,
            @Nullable FieldPath uncorrelated) {}

    private record Expense(FieldPath path, long cost) {}

    /** Whether so many more expressions may be compiled. */
    private boolean mayCompile(long more) {
        compiled += more;
        return compiled <= MOST_EXPRESSIONS;
    }

    /** Told once: what follows would be told again and again. */
    private void tooMany(FieldPath path, FieldErrors errors) {
        if (!toldTooMany) {
            toldTooMany = true;
            errors.forbidden(
                    path,
                    "the rules of a definition, counted again for every default above them, must not be more than "
                            + MOST_EXPRESSIONS);
        }
    }

    private final class Walk {

        private final boolean eachMayCost;
        private final Predicate<FieldPath> inOrder;
        private final FieldErrors errors = new FieldErrors();
        private final List<Expense> expenses = new ArrayList<>();
        private long total;

        Walk(boolean eachMayCost, Predicate<FieldPath> inOrder) {
            this.eachMayCost = eachMayCost;
            this.inOrder = inOrder;
        }

        void node(FieldPath path, ObjectNode schema, Place place) {
            JsonNode rules = schema.path(VALIDATIONS);
            Type type = place.type;
            if (type == null && !rules.isEmpty() && inOrder.test(path)) {
                type = Type.of(
                        Schema.read(schema),
                        place.root || schema.path(X + "embedded-resource").asBoolean(false));
            }
            below(path, schema, type, place);
            if (!rules.isEmpty() && inOrder.test(path)) {
                rules(path.child(VALIDATIONS), schema, rules, type, place);
            }
        }

        private void below(FieldPath path, ObjectNode schema, @Nullable Type type, Place place) {
            Long times = times(place.times, schema);
            Type element = type == null ? null : type.element();
            if (schema.path("additionalProperties") instanceof ObjectNode values) {
                node(path.child("additionalProperties"), values, new Place(false, element, times, place.uncorrelated));
            }
            for (Map.Entry<String, JsonNode> property :
                    schema.path("properties").properties()) {
                if (property.getValue() instanceof ObjectNode each) {
                    String escaped = Escaping.escape(property.getKey());
                    Type field = type == null || escaped == null
                            ? null
                            : type.fields().get(escaped);
                    node(
                            path.child("properties").key(property.getKey()),
                            each,
                            new Place(false, field, times, place.uncorrelated));
                }
            }
            if (schema.path("items") instanceof ObjectNode items) {
                boolean map = schema.path(X + "list-type").asString("").equals("map");
                node(
                        path.child("items"),
                        items,
                        new Place(
                                false, element, times, map || place.uncorrelated != null ? place.uncorrelated : path));
            }
        }

        /** How often what is below may occur. */
        private static @Nullable Long times(@Nullable Long times, ObjectNode schema) {
            JsonNode values = schema.path("additionalProperties");
            String bound = switch (schema.path("type").asString("")) {
                case "array" -> "maxItems";
                case "object" -> values.isObject() || values.isBoolean() ? "maxProperties" : "";
                default -> "";
            };
            if (times == null || bound.isEmpty()) {
                return times;
            }
            JsonNode max = schema.path(bound);
            return max.isNumber() ? product(times, Math.max(0, max.longValue())) : null;
        }

        private void rules(FieldPath path, ObjectNode source, JsonNode written, @Nullable Type type, Place place) {
            if (type == null) {
                errors.internal(
                        path,
                        "internal error: failed to construct type information for x-kubernetes-validations rules:"
                                + " unable to convert structural schema to CEL declarations");
                return;
            }
            List<Rule> rules = Rule.of(written);
            for (int i = 0; i < rules.size(); i++) {
                if (!mayCompile(rules.get(i).messageExpression().isEmpty() ? 1 : 2)) {
                    tooMany(path, errors);
                    return;
                }
                rule(path.index(i), CompiledRule.compile(rules.get(i), type, source), type, place);
            }
        }

        private void rule(FieldPath path, CompiledRule compiled, Type type, Place place) {
            FieldPath at = path.child("rule");
            long often = place.times == null ? type.maxCardinality() : place.times;
            cost("estimated rule cost", at, product(compiled.cost().max(), often));
            if (!compiled.problem().isEmpty()) {
                invalid(at, compiled.rule(), compiled.problem());
            }
            if (!compiled.messageProblem().isEmpty()) {
                invalid(path.child("messageExpression"), compiled.rule(), compiled.messageProblem());
            } else if (compiled.message() != null) {
                cost(
                        "estimated messageExpression cost",
                        path.child("messageExpression"),
                        compiled.messageCost().max());
            }
            if (compiled.usesOldSelf()) {
                if (place.uncorrelated != null) {
                    errors.invalid(
                            at,
                            compiled.rule().rule(),
                            "oldSelf cannot be used on the uncorrelatable portion of the schema within "
                                    + place.uncorrelated);
                }
            } else if (compiled.rule().optionalOldSelf() != null) {
                errors.invalid(
                        path.child("optionalOldSelf"),
                        compiled.rule().optionalOldSelf(),
                        "may not be set if oldSelf is not used in rule");
            }
        }

        private void invalid(FieldPath path, Rule rule, String problem) {
            errors.add(
                    new Cause("FieldValueInvalid", "Invalid value: " + rule.shown() + ": " + problem, path.toString()));
        }

        private void cost(String what, FieldPath path, long cost) {
            if (!eachMayCost && cost > MAX_COST) {
                errors.forbidden(path, tooExpensive(what, cost, MAX_COST));
            }
            total = total > Long.MAX_VALUE - cost ? Long.MAX_VALUE : total + cost;
            if (cost >= MAX_TOTAL_COST / 100) {
                expenses.add(new Expense(path, cost));
            }
        }

        void total(FieldPath path) {
            if (total <= MAX_TOTAL_COST) {
                return;
            }
            expenses.stream()
                    .sorted(Comparator.comparingLong(Expense::cost).reversed())
                    .limit(MOST_EXPENSIVE)
                    .forEach(
                            each -> errors.forbidden(
                                    each.path,
                                    "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema"));
            errors.forbidden(
                    path,
                    tooExpensive(
                            "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema",
                            total,
                            MAX_TOTAL_COST));
        }

        private static String tooExpensive(String what, long cost, long limit) {
            double factor = (double) cost / limit;
            String shown = factor > 100
                    ? "more than 100x"
                    : String.format(Locale.ROOT, factor < 1.5 ? "%fx" : "%.1fx", factor);
            return what + " exceeds budget by factor of " + shown
                    + " (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared)";
        }

        private static long product(long a, long b) {
            long high = Math.multiplyHigh(a, b);
            long low = a * b;
            return high != 0 || low < 0 ? Long.MAX_VALUE : low;
        }
    }
}
