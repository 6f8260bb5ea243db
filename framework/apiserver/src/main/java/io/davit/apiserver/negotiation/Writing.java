package io.davit.apiserver.negotiation;

import io.davit.kinds.protobuf.Protobuf;
import io.davit.model.json.Json;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** The bytes of a document in each form. */
public final class Writing {

    private static final ObjectWriter PRETTY = Json.mapper().writer().with(indented());

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
                    .stringQuotingChecker(new YamlQuoting())
                    .build())
            .build();

    private Writing() {}

    /**
     * The document's bytes: compact JSON with a newline at its end, JSON indented by two without one, YAML with sorted keys, or
     * protobuf in its envelope.
     */
    public static byte[] bytes(JsonNode document, Negotiated form) {
        return switch (form.encoding()) {
            case JSON -> form.pretty() ? PRETTY.writeValueAsBytes(document) : line(Json.bytes(document));
            case YAML -> YAML.writeValueAsBytes(sorted(document));
            case PROTOBUF -> Protobuf.encode(versioned(document));
        };
    }

    /** The bytes with a newline at their end. */
    public static byte[] line(byte[] json) {
        byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /** Some documents of discovery don't tell their version; the envelope must. */
    private static JsonNode versioned(JsonNode document) {
        return document instanceof ObjectNode object && !object.has("apiVersion")
                ? object.deepCopy().put("apiVersion", "v1")
                : document;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> fields = new TreeMap<>();
            object.forEachEntry((name, value) -> fields.put(name, sorted(value)));
            ObjectNode sorted = Json.object();
            fields.forEach(sorted::set);
            return sorted;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(item -> copy.add(sorted(item)));
            return copy;
        }
        return node;
    }

    private static PrettyPrinter indented() {
        DefaultIndenter twoBlanks = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withArrayIndenter(twoBlanks)
                .withObjectIndenter(twoBlanks);
    }
}
