package io.davit.kinds.reading;

import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import io.davit.model.quantity.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Checks that many kinds share, in the words of the API; what is wrong is collected in the order of the calls. */
public final class Rules {

    private final FieldErrors errors;

    private Rules(FieldErrors errors) {
        this.errors = errors;
    }

    public static Rules into(FieldErrors errors) {
        return new Rules(errors);
    }

    public FieldErrors errors() {
        return errors;
    }

    public void required(Field field) {
        errors.required(field.path(), "");
    }

    public void required(Field field, String detail) {
        errors.required(field.path(), detail);
    }

    public void forbidden(Field field, String detail) {
        errors.forbidden(field.path(), detail);
    }

    public void invalid(Field field, String detail) {
        errors.invalid(field.path(), field.shown(), detail);
    }

    /** As {@link #invalid}, for a text that is shown as empty when absent. */
    public void invalidText(Field field, String detail) {
        errors.invalid(field.path(), field.text(), detail);
    }

    /** Required unless the text is there; answers whether it is. */
    public boolean needed(Field text) {
        if (text.text().isEmpty()) {
            required(text);
            return false;
        }
        return true;
    }

    /** One message per thing wrong with the text; answers whether nothing is. */
    public boolean text(Field field, Function<String, List<String>> rule) {
        List<String> wrong = rule.apply(field.text());
        wrong.forEach(each -> invalidText(field, each));
        return wrong.isEmpty();
    }

    /** The text must be there, and be right. */
    public boolean neededText(Field field, Function<String, List<String>> rule) {
        return needed(field) && text(field, rule);
    }

    /** One of these texts; they are printed in this order. */
    public boolean oneOf(Field field, String... supported) {
        boolean known = List.of(supported).contains(field.text());
        if (!known) {
            errors.notSupported(field.path(), field.text(), List.of(supported));
        }
        return known;
    }

    public void notNegative(Field number) {
        notNegative(number.path(), number.number());
    }

    public void notNegative(FieldPath path, long number) {
        if (number < 0) {
            errors.invalid(path, number, "must be greater than or equal to 0");
        }
    }

    public void notNegativeQuantity(Field quantity) {
        if (quantity.quantity().signum() < 0) {
            errors.invalid(quantity.path(), quantity.quantity().toString(), "must be greater than or equal to 0");
        }
    }

    public void positiveQuantity(Field field) {
        Quantity quantity = field.quantity();
        if (quantity.signum() <= 0) {
            errors.invalid(field.path(), quantity.toString(), "must be greater than zero");
        }
    }

    /** A port number. */
    public void port(Field field) {
        Names.portNumber(field.number()).forEach(wrong -> errors.invalid(field.path(), field.number(), wrong));
    }

    /** A port's number or name. */
    public void portNumberOrName(Field field) {
        if (field.value().isString()) {
            text(field, Names::portName);
        } else {
            port(field);
        }
    }

    public boolean immutable(Field now, Field before) {
        boolean same = now.same(before);
        if (!same) {
            errors.invalid(now.path(), now.shown(), "field is immutable");
        }
        return same;
    }

    /** As {@link #immutable}, for a text that is shown as empty when absent. */
    public boolean immutableText(Field now, Field before) {
        boolean same = now.text().equals(before.text());
        if (!same) {
            errors.invalid(now.path(), now.text(), "field is immutable");
        }
        return same;
    }

    /** Keys and values of a map of labels; all problems are told of the map. */
    public void labels(Field labels) {
        for (Field.Entry label : labels.entries()) {
            Labels.key(label.key()).forEach(wrong -> errors.invalid(labels.path(), label.key(), wrong));
            String value = label.value().text();
            Labels.value(value).forEach(wrong -> errors.invalid(labels.path(), value, wrong));
        }
    }

    /** Something with {@code matchLabels} and {@code matchExpressions}. */
    public void labelSelector(Field selector) {
        labels(selector.get("matchLabels"));
        for (Field expression : selector.get("matchExpressions").items()) {
            requirement(expression);
        }
    }

    private void requirement(Field expression) {
        Field values = expression.get("values");
        Field operator = expression.get("operator");
        switch (operator.text()) {
            case "In", "NotIn" -> {
                if (values.size() == 0) {
                    required(values, "must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (values.size() > 0) {
                    forbidden(values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
            }
            default -> invalidText(operator, "not a valid selector operator");
        }
        text(expression.get("key"), Labels::key);
        for (Field value : values.items()) {
            text(value, Labels::value);
        }
    }

    /** A qualified name such as {@code example.com/name}. */
    public void qualifiedName(Field field) {
        text(field, Labels::key);
    }

    /** Duplicates among texts. */
    public void noDuplicates(List<Field> items) {
        Set<String> seen = new HashSet<>();
        for (Field item : items) {
            if (!seen.add(item.text())) {
                errors.duplicate(item.path(), item.text());
            }
        }
    }

    /** Conditions of the common kind: {@code type}, {@code status}, {@code reason}, {@code lastTransitionTime}. */
    public void conditions(Field conditions) {
        Set<String> types = new HashSet<>();
        for (Field condition : conditions.items()) {
            Field type = condition.get("type");
            if (!types.add(type.text())) {
                errors.duplicate(type.path(), type.text());
            }
            condition(condition);
        }
    }

    private void condition(Field condition) {
        qualifiedName(condition.get("type"));
        String status = condition.get("status").text();
        if (!List.of("False", "True", "Unknown").contains(status)) {
            errors.notSupported(condition.get("status").path(), status, List.of("False", "True", "Unknown"));
        }
        notNegative(condition.get("observedGeneration"));
        if (condition.get("lastTransitionTime").text().isEmpty()) {
            required(condition.get("lastTransitionTime"));
        }
        Field reason = condition.get("reason");
        if (needed(reason)) {
            text(reason, Rules::conditionReason);
            tooLong(reason, 1024);
        }
        tooLong(condition.get("message"), 32 * 1024);
    }

    public void tooLong(Field text, int max) {
        if (text.text().length() > max) {
            errors.tooLong(text.path(), max);
        }
    }

    private static List<String> conditionReason(String reason) {
        String pattern = "[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?";
        return reason.matches(pattern)
                ? List.of()
                : List.of("a condition reason must start with alphabetic character, optionally followed by a string of"
                        + " alphanumeric characters or '_,:', and must end with an alphanumeric character or '_' (e.g."
                        + " 'my_name',  or 'MY_NAME',  or 'MyName',  or 'ReasonA,ReasonB',  or 'ReasonA:ReasonB', regex used"
                        + " for validation is '" + pattern + "')");
    }
}
