package io.davit.patch.typed;

import io.davit.model.json.Json;
import io.davit.patch.fields.PathElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with an object that is to be applied. Each complaint begins with the path it is about. */
final class Complaints {

    private final List<String> found = new ArrayList<>();

    private final boolean nulls;

    private Complaints(boolean nulls) {
        this.nulls = nulls;
    }

    /** @param nulls whether to complain of nulls too */
    static List<String> about(ObjectNode object, Type type, boolean nulls) {
        Complaints complaints = new Complaints(nulls);
        complaints.fields("", object, type);
        return complaints.found;
    }

    private void add(String path, String complaint) {
        found.add(path + ": " + complaint);
    }

    private void value(String path, JsonNode value, Type type) {
        if (value.isNull() && !nulls) {
            return;
        }
        switch (type.form(value)) {
            case SCALAR -> {
                String complaint = type.complaint(value);
                if (complaint != null) {
                    add(path, complaint);
                }
            }
            case MAP -> {
                if (value instanceof ObjectNode map) {
                    fields(path, map, type);
                } else {
                    add(path, "expected map, got " + GoValue.held(value));
                }
            }
            case LIST -> {
                if (value instanceof ArrayNode list) {
                    elements(path, list, type);
                } else {
                    add(path, "expected list, got " + GoValue.held(value));
                }
            }
        }
    }

    private void fields(String path, ObjectNode map, Type type) {
        for (String name : new TreeSet<>(map.propertyNames())) {
            String field = path + "." + name;
            Type known = type.field(name);
            if (known == null) {
                add(field, "field not declared in schema");
            } else {
                value(field, map.path(name), known);
            }
        }
    }

    private void elements(String path, ArrayNode list, Type type) {
        Set<PathElement> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            if (type.isAtomicList()) {
                value(path + "[" + i + "]", item, type.items());
                continue;
            }
            PathElement element = type.element(item);
            if (element == null) {
                add(path, "element " + i + ": " + unnamed(item, type));
                return;
            }
            if (!seen.add(element)) {
                add(path, "duplicate entries for key " + element.readable());
            }
            value(path + element.readable(), item, type.items());
        }
    }

    /** Why an element cannot be told from others. */
    private static @Nullable String unnamed(JsonNode item, Type type) {
        if (type.isSet()) {
            return item.isNull()
                    ? "associative list without keys has an element that's an explicit null"
                    : item.isObject()
                            ? "associative list without keys has an element that's a map type"
                            : "not supported: associative list with lists as elements";
        }
        if (!item.isObject()) {
            return item.isNull()
                    ? "associative list with keys may not have a null element"
                    : "associative list with keys may not have non-map elements";
        }
        ArrayNode keys = Json.array();
        type.keys().forEach(keys::add);
        return "associative list with keys has an element that omits all key fields "
                + Json.text(keys).replace(',', ' ') + " (and doesn't have default values for any key fields)";
    }
}
