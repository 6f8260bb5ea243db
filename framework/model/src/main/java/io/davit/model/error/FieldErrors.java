package io.davit.model.error;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Collects everything wrong with an object, in the order found, in the words of upstream's field errors. */
public final class FieldErrors {

    private final List<Cause> causes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    public void required(FieldPath field, String detail) {
        add("FieldValueRequired", "Required value", detail, field);
    }

    public void invalid(FieldPath field, @Nullable Object value, String detail) {
        add("FieldValueInvalid", "Invalid value: " + shown(value), detail, field);
    }

    /** For a value that is too large, or too secret, to be shown. */
    public void invalid(FieldPath field, String detail) {
        add("FieldValueInvalid", "Invalid value", detail, field);
    }

    public void typeInvalid(FieldPath field, @Nullable Object value, String detail) {
        add("FieldValueTypeInvalid", "Invalid value: " + shown(value), detail, field);
    }

    /**
     * {@code supported} in the order to be printed. A plain string is taken for one of an enumeration, which upstream shows as JSON.
     */
    public void notSupported(FieldPath field, @Nullable Object value, Collection<String> supported) {
        List<String> quoted = supported.stream().map(Quoted::of).toList();
        String detail = quoted.isEmpty() ? "" : "supported values: " + String.join(", ", quoted);
        String shown = value instanceof String text ? Quoted.json(StringNode.valueOf(text)) : shown(value);
        add("FieldValueNotSupported", "Unsupported value: " + shown, detail, field);
    }

    public void duplicate(FieldPath field, @Nullable Object value) {
        add("FieldValueDuplicate", "Duplicate value: " + shown(value), "", field);
    }

    public void notFound(FieldPath field, @Nullable Object value) {
        notFound(field, value, "");
    }

    public void notFound(FieldPath field, @Nullable Object value, String detail) {
        add("FieldValueNotFound", "Not found: " + shown(value), detail, field);
    }

    public void forbidden(FieldPath field, String detail) {
        add("FieldValueForbidden", "Forbidden", detail, field);
    }

    /** {@code max} in bytes. */
    public void tooLong(FieldPath field, int max) {
        add("FieldValueTooLong", "Too long", "may not be more than " + max + (max == 1 ? " byte" : " bytes"), field);
    }

    public void tooMany(FieldPath field, int actual, int max) {
        String detail = "must have at most " + max + " item" + (max == 1 ? "" : "s");
        add("FieldValueTooMany", "Too many: " + actual, detail, field);
    }

    public void internal(FieldPath field, String detail) {
        add("InternalError", "Internal error", detail, field);
    }

    /** Notes what is wrong but stays as it was, so that it is told of and not refused. */
    public void warn(String warning) {
        warnings.add(warning);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    public void add(Cause cause) {
        causes.add(cause);
    }

    public void addAll(Collection<Cause> more) {
        causes.addAll(more);
    }

    public boolean isEmpty() {
        return causes.isEmpty();
    }

    public List<Cause> causes() {
        return List.copyOf(causes);
    }

    private void add(String reason, String text, String detail, FieldPath field) {
        causes.add(new Cause(reason, detail.isEmpty() ? text : text + ": " + detail, field.toString()));
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> Quoted.of(text);
            case JsonNode node -> Quoted.value(node);
            default -> value.toString();
        };
    }
}
