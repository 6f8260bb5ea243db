package io.davit.kinds.codec;

import io.davit.kinds.type.Field;
import io.davit.kinds.type.GoType;
import io.davit.kinds.type.StructType;
import io.davit.model.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings an object that was read and then changed back into the form that Go's structs are written in: empty values that are left
 * out go, those that are always written come. Types are taken on trust.
 */
enum Completion {
    /** As an object is written that was stored, which makes empty lists and maps none. */
    STORED,
    /**
     * As an object is written that has not been stored yet, for finding out what it changes: an empty list that is always written is
     * one, and no null. Within lists that are owned as a whole, an empty list or map differs from none.
     */
    SENT,
    /** Within such a list. */
    LISTED;

    void complete(ObjectNode object, StructType type) {
        for (Field field : type.fields()) {
            JsonNode value = object.get(field.name());
            if (value == null || empty(value, field.type())) {
                write(object, field, value);
            } else {
                Completion below = this == SENT && value.isArray() && isWhole(field) ? LISTED : this;
                below.inside(value, field.type());
            }
        }
    }

    private static boolean isWhole(Field field) {
        String listType = field.facts().path("listType").asString("");
        return !listType.equals("map") && !listType.equals("set");
    }

    /** The same object, its members in the order of the struct. */
    static ObjectNode ordered(ObjectNode object, StructType type) {
        ObjectNode result = Json.object();
        for (Field field : type.fields()) {
            JsonNode value = object.get(field.name());
            if (value != null) {
                result.set(field.name(), orderedValue(value, field.type()));
            }
        }
        object.properties().forEach(member -> {
            if (!result.has(member.getKey())) {
                result.set(member.getKey(), member.getValue());
            }
        });
        return result;
    }

    private static JsonNode orderedValue(JsonNode value, GoType type) {
        return switch (type) {
            case StructType struct when value instanceof ObjectNode object -> ordered(object, struct);
            case GoType.Pointer pointer -> orderedValue(value, pointer.target());
            case GoType.ListOf list
            when value instanceof ArrayNode array -> {
                ArrayNode result = Json.array();
                array.forEach(element -> result.add(orderedValue(element, list.element())));
                yield result;
            }
            case GoType.MapOf map
            when value instanceof ObjectNode object -> {
                ObjectNode result = Json.object();
                object.propertyNames().stream()
                        .sorted()
                        .forEach(name -> result.set(name, orderedValue(object.path(name), map.value())));
                yield result;
            }
            default -> value;
        };
    }

    private void write(ObjectNode object, Field field, @Nullable JsonNode value) {
        JsonNode zero = Zero.ofField(field);
        boolean kept = this == LISTED || (this == SENT && zero != null);
        if (kept && value != null && value.isContainer()) {
            return;
        }
        if (zero != null) {
            object.set(field.name(), zero);
        } else if (value != null) {
            object.remove(field.name());
        }
    }

    private void inside(JsonNode value, GoType type) {
        switch (type) {
            case StructType struct when value instanceof ObjectNode object -> complete(object, struct);
            case GoType.Pointer pointer -> inside(value, pointer.target());
            case GoType.ListOf list
            when holdsStructs(list.element()) && value instanceof ArrayNode array ->
                array.forEach(element -> inside(element, list.element()));
            case GoType.MapOf map
            when holdsStructs(map.value()) && value instanceof ObjectNode object ->
                object.values().forEach(element -> inside(element, map.value()));
            default -> {}
        }
    }

    private static boolean holdsStructs(GoType type) {
        return switch (type) {
            case StructType _ -> true;
            case GoType.Pointer pointer -> holdsStructs(pointer.target());
            case GoType.ListOf list -> holdsStructs(list.element());
            case GoType.MapOf map -> holdsStructs(map.value());
            default -> false;
        };
    }

    /** Whether the value is what its Go type starts as, so that {@code omitempty} would leave it out. */
    private static boolean empty(JsonNode value, GoType type) {
        if (value.isNull()) {
            return true;
        }
        return switch (type) {
            case GoType.Basic _ ->
                value.isString()
                        ? value.stringValue().isEmpty()
                        : value.isBoolean() ? !value.booleanValue() : value.isNumber() && value.doubleValue() == 0;
            case GoType.Bytes _ -> value.isString() && value.stringValue().isEmpty();
            case GoType.ListOf _, GoType.MapOf _ -> value.isEmpty();
            default -> false;
        };
    }
}
