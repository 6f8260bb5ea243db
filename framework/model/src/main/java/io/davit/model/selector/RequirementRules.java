package io.davit.model.selector;

import io.davit.model.error.Cause;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.name.Labels;
import io.davit.model.selector.Requirement.Operator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** What makes a condition on a label valid. */
final class RequirementRules {

    private static final FieldPath VALUES = FieldPath.of("values");

    private RequirementRules() {}

    static void check(String key, Operator operator, List<String> values, FieldErrors errors) {
        checkKey(key, FieldPath.of("key"), errors);
        switch (operator) {
            case IN, NOT_IN -> {
                if (values.isEmpty()) {
                    errors.invalid(VALUES, shown(values), "for 'in', 'notin' operators, values set can't be empty");
                }
            }
            case EQUALS, DOUBLE_EQUALS, NOT_EQUALS -> {
                if (values.size() != 1) {
                    errors.invalid(VALUES, shown(values), "exact-match compatibility requires one single value");
                }
            }
            case EXISTS, DOES_NOT_EXIST -> {
                if (!values.isEmpty()) {
                    errors.invalid(VALUES, shown(values), "values set must be empty for exists and does not exist");
                }
            }
            case GREATER, LESS -> checkNumber(values, errors);
        }
        for (int i = 0; i < values.size(); i++) {
            String wrong = String.join("; ", Labels.value(values.get(i)));
            if (!wrong.isEmpty()) {
                errors.invalid(VALUES.index(i).key(key), values.get(i), wrong);
            }
        }
    }

    static void checkKey(String key, FieldPath path, FieldErrors errors) {
        String wrong = String.join("; ", Labels.key(key));
        if (!wrong.isEmpty()) {
            errors.invalid(path, key, wrong);
        }
    }

    /** One problem alone, several in brackets. */
    static String joined(List<Cause> causes) {
        List<String> texts = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .distinct()
                .toList();
        return texts.size() == 1 ? texts.get(0) : "[" + String.join(", ", texts) + "]";
    }

    private static void checkNumber(List<String> values, FieldErrors errors) {
        if (values.size() != 1) {
            errors.invalid(VALUES, shown(values), "for 'Gt', 'Lt' operators, exactly one value is required");
        }
        for (int i = 0; i < values.size(); i++) {
            try {
                Long.parseLong(values.get(i));
            } catch (NumberFormatException noInteger) {
                errors.invalid(
                        VALUES.index(i), values.get(i), "for 'Gt', 'Lt' operators, the value must be an integer");
            }
        }
    }

    private static ArrayNode shown(List<String> values) {
        ArrayNode list = Json.array();
        values.forEach(list::add);
        return list;
    }
}
