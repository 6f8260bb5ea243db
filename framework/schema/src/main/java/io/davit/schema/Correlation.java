package io.davit.schema;

import io.davit.model.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value beside the one it was before an update, and so on for what is in it: members by their names, elements of lists that are maps
 * by their keys. What its schema doesn't name, and elements of other lists, belong to nothing. For one thread.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-ratcheting">Validation ratcheting</a>
 */
public final class Correlation {

    private final JsonNode value;
    private final JsonNode old;
    private final Schema schema;
    private final Map<Object, Correlation> below = new HashMap<>();
    private @Nullable OldElements elements;
    private @Nullable Boolean unchanged;

    private Correlation(JsonNode value, JsonNode old, Schema schema) {
        this.value = value;
        this.old = old;
        this.schema = schema;
    }

    public static Correlation of(JsonNode value, JsonNode old, Schema schema) {
        return new Correlation(value, old, schema);
    }

    /** A member that both have and the schema knows; null for others. */
    public @Nullable Correlation key(String name) {
        if (!(value instanceof ObjectNode map) || !(old instanceof ObjectNode before)) {
            return null;
        }
        JsonNode now = map.get(name);
        JsonNode then = before.get(name);
        Schema property = schema.property(name);
        Schema known = property == null ? schema.additionalProperties() : property;
        return now == null || then == null || known == null
                ? null
                : below.computeIfAbsent(name, any -> new Correlation(now, then, known));
    }

    /** An element of a list that is a map, where the old list had one with its keys; null for others. */
    public @Nullable Correlation index(int index) {
        Schema items = schema.items();
        if (items == null
                || !(value instanceof ArrayNode list)
                || !(old instanceof ArrayNode)
                || index >= list.size()) {
            return null;
        }
        JsonNode then = elements().like(list.get(index));
        return then == null ? null : below.computeIfAbsent(index, any -> new Correlation(list.get(index), then, items));
    }

    /**
     * Whether the value is the old one. Lists that are maps may differ in their order; what nothing belongs to counts as changed, but a
     * list of any other kind is compared as a whole.
     */
    public boolean isUnchanged() {
        Boolean known = unchanged;
        if (known == null) {
            known = compare();
            unchanged = known;
        }
        return known;
    }

    private boolean compare() {
        if (value instanceof ArrayNode list && old instanceof ArrayNode before) {
            return list.size() == before.size() && sameElements(list, before);
        }
        if (value instanceof ObjectNode map && old instanceof ObjectNode before) {
            return map.size() == before.size() && sameMembers(map);
        }
        return Json.same(value, old);
    }

    private boolean sameElements(ArrayNode list, ArrayNode before) {
        if (schema.items() == null
                || schema.listType() != ListType.MAP
                || schema.listMapKeys().isEmpty()) {
            return Json.same(list, before);
        }
        for (int i = 0; i < list.size(); i++) {
            Correlation element = index(i);
            if (element == null || !element.isUnchanged()) {
                return false;
            }
        }
        return true;
    }

    private boolean sameMembers(ObjectNode map) {
        for (String name : map.propertyNames()) {
            Correlation member = key(name);
            if (member == null || !member.isUnchanged()) {
                return false;
            }
        }
        return true;
    }

    private OldElements elements() {
        OldElements known = elements;
        if (known == null) {
            known = OldElements.of(old, schema);
            elements = known;
        }
        return known;
    }
}
