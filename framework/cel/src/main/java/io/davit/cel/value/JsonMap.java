package io.davit.cel.value;

import io.davit.cel.Escaping;
import io.davit.cel.Type;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object as a map or, with a schema that names its fields, as an object whose names are escaped and whose nulls are absent. */
public final class JsonMap extends MapValue {

    private final ObjectNode node;
    private final Type type;

    JsonMap(ObjectNode node, Type type) {
        this.node = node;
        this.type = type;
    }

    public ObjectNode node() {
        return node;
    }

    boolean typed() {
        return type.kind() != Type.Kind.DYN;
    }

    private boolean named() {
        return type.kind() == Type.Kind.OBJECT && !type.members().isEmpty();
    }

    @Override
    public int size() {
        return node.size();
    }

    @Override
    public @Nullable Object find(Object key) {
        if (!(key instanceof String name)) {
            return typed() ? Failure.NO_SUCH_OVERLOAD : null;
        }
        return field(name, named() ? Escaping.unescape(name) : name);
    }

    @Override
    public @Nullable Object field(String name, @Nullable String unescaped) {
        if (type.kind() == Type.Kind.DYN) {
            JsonNode value = node.get(name);
            return value == null ? null : JsonValues.plain(value);
        }
        if (!named()) {
            JsonNode value = node.get(name);
            return value == null || type.element() == null ? null : JsonValues.of(value, type.element());
        }
        JsonNode value = unescaped == null ? null : node.get(unescaped);
        if (value == null || value.isNull()) {
            return null;
        }
        Type member = type.member(java.util.Objects.requireNonNull(unescaped));
        return member == null ? null : JsonValues.of(value, member);
    }

    @Override
    public Iterable<Object> keys() {
        List<Object> keys = new ArrayList<>(node.size());
        for (String name : node.propertyNames()) {
            if (!named()) {
                keys.add(name);
            } else if (type.member(name) != null) {
                String escaped = Escaping.escape(name);
                keys.add(escaped == null ? name : escaped);
            }
        }
        // as many as there are, in an order that is always the same
        keys.sort((a, b) -> ((String) a).compareTo((String) b));
        return keys;
    }

    @Override
    public Object equalTo(MapValue other) {
        if (!typed()) {
            return super.equalTo(other);
        }
        if (size() != other.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = entry.getKey();
            if (named() ? type.member(name) == null : type.element() == null) {
                if (!(other instanceof JsonMap map)) {
                    return Failure.NO_SUCH_OVERLOAD;
                }
                JsonNode theirs = map.node.get(name);
                if (theirs != null && !Json.same(entry.getValue(), theirs)) {
                    return false;
                }
                continue;
            }
            Object mine = find(name);
            Object theirs = other.find(name);
            if ((mine == null) != (theirs == null)) {
                return false;
            }
            if (mine != null && theirs != null) {
                Object equal = Equality.equal(mine, theirs);
                if (equal != Boolean.TRUE) {
                    return equal;
                }
            }
        }
        return true;
    }
}
