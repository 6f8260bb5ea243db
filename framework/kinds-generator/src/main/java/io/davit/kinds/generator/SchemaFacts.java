package io.davit.kinds.generator;

import java.util.ArrayList;
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

    SchemaFacts(JsonNode facts, JsonNode onlyInV3, JsonNode elementEnums) {
        this.facts = facts;
        this.onlyInV3 = onlyInV3;
        this.elementEnums = elementEnums;
    }

    boolean covers(String definition) {
        return facts.has(definition);
    }

    List<String> required(String definition) {
        return texts(facts.path(definition).path("required"));
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
     * is what OpenAPI v3 says of a list's elements.
     */
    ObjectNode ofField(String definition, String field, String type) {
        ObjectNode own = JSON.createObjectNode();
        JsonNode both = facts.path(definition).path("fields").path(field);
        if (both instanceof ObjectNode object) {
            own.setAll(object);
        }
        JsonNode v3 = onlyInV3.path(definition).path(field);
        for (Map.Entry<String, JsonNode> fact : v3.properties()) {
            if (!fact.getValue().equals(own.get(fact.getKey()))) {
                own.set(fact.getKey() + "3", fact.getValue());
            }
        }
        if (type.startsWith("[]") && elementEnums.has(type.substring(2))) {
            own.set("elementEnum", elementEnums.path(type.substring(2)));
        }
        return own;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asString()));
        return texts;
    }
}
