package io.davit.kinds.reading;

import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.quantity.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A place in an object: the value there, which may be absent, and the path that leads to it. Reading below something absent gives
 * something absent; null counts as absent.
 */
public final class Field {

    /** A value of a map and the key it has there. */
    public record Entry(String key, Field value) {}

    private final JsonNode value;
    private final FieldPath path;

    private Field(@Nullable JsonNode value, FieldPath path) {
        this.value = value == null || value.isNull() ? MissingNode.getInstance() : value;
        this.path = path;
    }

    /** The object itself. */
    public static Field of(JsonNode object) {
        return new Field(object, FieldPath.root());
    }

    public static Field of(@Nullable JsonNode value, FieldPath path) {
        return new Field(value, path);
    }

    public Field get(String name) {
        return new Field(value.get(name), path.child(name));
    }

    public Field get(String name, String... more) {
        Field at = get(name);
        for (String next : more) {
            at = at.get(next);
        }
        return at;
    }

    /** The value of a map's key; the path is {@code map[key]}. */
    public Field key(String key) {
        return new Field(value.get(key), path.key(key));
    }

    /** The same value with another path. */
    public Field as(FieldPath other) {
        return new Field(value, other);
    }

    public FieldPath path() {
        return path;
    }

    /** The value; a missing node when absent. */
    public JsonNode value() {
        return value;
    }

    /** Whether there is a value, be it an empty one. */
    public boolean isPresent() {
        return !value.isMissingNode();
    }

    public boolean isAbsent() {
        return value.isMissingNode();
    }

    /** Absent, an empty text, list or map, or the number 0: what Go takes for the zero value. */
    public boolean isZero() {
        return value.isMissingNode()
                || (value.isString() && value.stringValue().isEmpty())
                || (value.isContainer() && value.isEmpty())
                || (value.isNumber() && value.doubleValue() == 0)
                || (value.isBoolean() && !value.booleanValue());
    }

    /** Empty when absent. */
    public String text() {
        return value.isString() ? value.stringValue() : value.isValueNode() ? value.asString("") : "";
    }

    public boolean is(String expected) {
        return value.isString() && value.stringValue().equals(expected);
    }

    /** 0 when absent. */
    public long number() {
        return value.isNumber() ? value.longValue() : 0;
    }

    public boolean isTrue() {
        return value.isBoolean() && value.booleanValue();
    }

    public int size() {
        return value.isContainer() ? value.size() : 0;
    }

    /** The elements of a list. */
    public List<Field> items() {
        List<Field> all = new ArrayList<>(size());
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                all.add(new Field(value.get(i), path.index(i)));
            }
        }
        return all;
    }

    /** The elements of a list of texts. */
    public List<String> texts() {
        return items().stream().map(Field::text).toList();
    }

    /** The entries of a map, sorted by key, each with the path {@code map[key]}. */
    public List<Entry> entries() {
        TreeMap<String, Field> sorted = new TreeMap<>();
        value.properties().forEach(e -> sorted.put(e.getKey(), new Field(e.getValue(), path.key(e.getKey()))));
        return sorted.entrySet().stream()
                .map(e -> new Entry(e.getKey(), e.getValue()))
                .toList();
    }

    /** Zero when absent. */
    public Quantity quantity() {
        return isAbsent() ? Quantity.ZERO : Quantity.parse(text());
    }

    /** Whether both mean the same: numbers by size, absent and empty lists alike. */
    public boolean same(Field other) {
        return Same.same(value, other.value);
    }

    /** The object at this place; null when there is none. */
    public @Nullable ObjectNode object() {
        return value instanceof ObjectNode object ? object : null;
    }

    /** What to show in a message: null for something absent. Empty lists and maps inside an object are left out. */
    public @Nullable Object shown() {
        if (isAbsent()) {
            return null;
        }
        return value.isObject() && value.valueStream().anyMatch(JsonNode::isContainer) ? withoutEmpty(value) : value;
    }

    private static JsonNode withoutEmpty(JsonNode value) {
        ObjectNode full = Json.object();
        value.properties().forEach(member -> {
            JsonNode inner = member.getValue();
            if (!inner.isContainer() || !inner.isEmpty()) {
                full.set(member.getKey(), inner.isObject() ? withoutEmpty(inner) : inner);
            }
        });
        return full;
    }

    @Override
    public String toString() {
        return path + ": " + (isAbsent() ? "absent" : Json.text(value));
    }
}
