package io.davit.kinds.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What OpenAPI says of definitions and fields beyond their Go types, from the two overlay files. */
final class SchemaFacts {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode facts;
    private final JsonNode onlyInV3;
    private final JsonNode elementEnums;

    /** By the name of a struct that is no definition itself, one that takes its fields in. */
    private final Map<String, String> takers = new HashMap<>();

    SchemaFacts(JsonNode facts, JsonNode onlyInV3, JsonNode elementEnums, Collection<GoTypes.Type> types) {
        this.facts = facts;
        this.onlyInV3 = onlyInV3;
        this.elementEnums = elementEnums;
        for (GoTypes.Type type : types) {
            type.fields().stream()
                    .filter(field -> field.inline() && !covers(field.type()))
                    .forEach(field -> takers.putIfAbsent(field.type(), type.name()));
        }
    }

    /** Reads the overlay files; {@code types} are all there are. */
    static SchemaFacts read(Collection<GoTypes.Type> types) throws IOException {
        return new SchemaFacts(
                Overlay.yaml("schema-facts.yaml"),
                Overlay.yaml("schema-facts-v3.yaml"),
                Overlay.yaml("element-enums.yaml"),
                types);
    }

    boolean covers(String definition) {
        return facts.has(definition);
    }

    List<String> required(String definition) {
        return texts(facts.path(told(definition)).path("required"));
    }

    /** The values that OpenAPI lists for a field; none where any are allowed. */
    List<String> values(String definition, String field) {
        JsonNode v3 = onlyInV3.path(definition).path(field).path("enum");
        return texts(
                v3.isArray()
                        ? v3
                        : facts.path(definition).path("fields").path(field).path("enum"));
    }

    /** The definition's own facts as a JSON object: map type, type, format, kinds, unions. */
    ObjectNode ofDefinition(String definition) {
        ObjectNode own = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> fact : facts.path(definition).properties()) {
            if (!fact.getKey().equals("required") && !fact.getKey().equals("fields")) {
                own.set(fact.getKey(), fact.getValue());
            }
        }
        return own;
    }

    /**
     * A field's facts as a JSON object; {@code default3} and {@code enum3} are those of OpenAPI v3 where they differ, {@code elementEnum}
     * is what OpenAPI says of the elements of a list or map.
     */
    ObjectNode ofField(String definition, String field, String type) {
        ObjectNode own = JSON.createObjectNode();
        JsonNode both = facts.path(told(definition)).path("fields").path(field);
        if (both instanceof ObjectNode object) {
            own.setAll(object);
        }
        JsonNode v3 = onlyInV3.path(told(definition)).path(field);
        for (Map.Entry<String, JsonNode> fact : v3.properties()) {
            if (!fact.getValue().equals(own.get(fact.getKey()))) {
                own.set(fact.getKey() + "3", fact.getValue());
            }
        }
        String element = type.replaceFirst("^(\\[\\]|map\\[.*\\])", "");
        if (!element.equals(type) && elementEnums.has(element)) {
            own.set("elementEnum", elementEnums.path(element));
        }
        return own;
    }

    private String told(String definition) {
        return covers(definition) ? definition : takers.getOrDefault(definition, definition);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asString()));
        return texts;
    }
}
