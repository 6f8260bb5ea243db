package io.davit.model.selector;

import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.selector.Requirement.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Conditions on labels that must all hold. Immutable; matching costs a map look-up per condition.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors">Label selectors</a>
 */
public final class LabelSelector {

    private static final LabelSelector EVERYTHING = new LabelSelector(List.of(), true);
    private static final LabelSelector NOTHING = new LabelSelector(List.of(), false);

    private final List<Requirement> requirements;
    private final boolean matchesAnything;

    private LabelSelector(List<Requirement> requirements, boolean matchesAnything) {
        this.requirements = requirements;
        this.matchesAnything = matchesAnything;
    }

    /** Matches all objects. */
    public static LabelSelector everything() {
        return EVERYTHING;
    }

    /** Matches no object, as an absent selector of an object does. */
    public static LabelSelector nothing() {
        return NOTHING;
    }

    public static LabelSelector of(List<Requirement> requirements) {
        return requirements.isEmpty() ? EVERYTHING : sorted(requirements);
    }

    /** All of these labels with these values: the selector of a ReplicationController or a Service. */
    public static LabelSelector ofLabels(Map<String, String> labels) {
        List<Requirement> all = new ArrayList<>();
        labels.forEach((key, value) -> all.add(new Requirement(key, Operator.EQUALS, List.of(value))));
        return of(all);
    }

    /**
     * Reads the grammar of the query parameter: {@code a=b,c!=d,e in (x,y),!f,g>1}.
     *
     * @throws ApiException 400, saying what was found and what was expected
     */
    public static LabelSelector parse(String text) {
        return of(new LabelSelectorParser(text).parse());
    }

    /**
     * Reads {@code matchLabels} and {@code matchExpressions}. An absent selector matches nothing, an empty one everything.
     *
     * @throws ApiException 400 if it is not valid
     */
    public static LabelSelector of(@Nullable JsonNode selector) {
        if (selector == null || !selector.isObject()) {
            return NOTHING;
        }
        List<Requirement> all = new ArrayList<>();
        selector.path("matchLabels")
                .properties()
                .forEach(label -> all.add(requirement(
                        label.getKey(),
                        Operator.EQUALS,
                        List.of(label.getValue().asString("")))));
        for (JsonNode expression : selector.path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asString("")));
            all.add(requirement(
                    expression.path("key").asString(""),
                    operator(expression.path("operator").asString("")),
                    values));
        }
        return of(all);
    }

    public boolean matches(Map<String, String> labels) {
        for (Requirement requirement : requirements) {
            if (!requirement.matches(labels)) {
                return false;
            }
        }
        return matchesAnything;
    }

    public boolean isEverything() {
        return matchesAnything && requirements.isEmpty();
    }

    public boolean isNothing() {
        return !matchesAnything;
    }

    /** Sorted by key. */
    public List<Requirement> requirements() {
        return requirements;
    }

    /** The canonical text: conditions sorted by key, values sorted. */
    @Override
    public String toString() {
        return String.join(",", requirements.stream().map(Requirement::toString).toList());
    }

    /**
     * A checked condition.
     *
     * @throws ApiException 400 with everything that is wrong
     */
    static Requirement requirement(String key, Operator operator, List<String> values) {
        FieldErrors errors = new FieldErrors();
        RequirementRules.check(key, operator, values, errors);
        if (!errors.isEmpty()) {
            throw ApiException.badRequest(RequirementRules.joined(errors.causes()));
        }
        return new Requirement(key, operator, values);
    }

    private static Operator operator(String name) {
        return switch (name) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            default -> throw ApiException.badRequest("\"" + name + "\" is not a valid label selector operator");
        };
    }

    private static LabelSelector sorted(List<Requirement> requirements) {
        List<Requirement> sorted = new ArrayList<>(requirements);
        sorted.sort(Comparator.comparing(Requirement::key));
        return new LabelSelector(List.copyOf(sorted), true);
    }
}
