package io.davit.model.json;

import io.davit.model.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON mapper of the server half: trees of Jackson nodes from UTF-8 bytes, and compact bytes from trees. */
public final class Json {

    /** Nesting allowed in any document; deeper ones are refused before they cost a stack. */
    public static final int MAX_DEPTH = 1000;

    /** A name may be as long as a request. */
    private static final int MAX_NAME = 4 * 1024 * 1024;

    private static final String TOO_DEEP =
            "exceeded max depth: at most " + MAX_DEPTH + " levels of objects and lists can be read";

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // a hundred thousand names that mean no harm may fill the table as well; it starts anew then
                    .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(MAX_NAME)
                            .build())
                    // what could be read, with a little around it, can be written
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(2 * MAX_DEPTH)
                            .build())
                    .build())
            .nodeFactory(new Numbers())
            .build();

    private Json() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Parses stored or otherwise trusted JSON. Bytes that are no JSON are a bad request. */
    public static JsonNode parse(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (StreamConstraintsException e) {
            throw ApiException.badRequest(tooMuch(e));
        } catch (JacksonException e) {
            throw ApiException.badRequest(e.getOriginalMessage());
        }
    }

    /** What is said of JSON that is well-formed, but nests too deeply, or has numbers of too many digits. */
    static String tooMuch(StreamConstraintsException refusal) {
        return refusal.getOriginalMessage().contains("nesting depth") ? TOO_DEEP : refusal.getOriginalMessage();
    }

    public static JsonNode parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Parses stored or otherwise trusted JSON that is an object. */
    public static ObjectNode parseObject(byte[] bytes) {
        if (parse(bytes) instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("a JSON object is needed");
    }

    /** Compact UTF-8 bytes, without a newline. */
    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    public static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** The text as a JSON string, as Go's {@code %q} shows printable text in messages. */
    public static String quote(String text) {
        return MAPPER.writeValueAsString(text);
    }

    /** The value with the members of its maps in the order of their names, as Go writes maps. */
    public static JsonNode sorted(JsonNode value) {
        if (value instanceof ObjectNode map) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            map.properties().forEach(each -> members.put(each.getKey(), sorted(each.getValue())));
            ObjectNode sorted = object();
            members.forEach(sorted::set);
            return sorted;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode sorted = array();
            list.forEach(each -> sorted.add(sorted(each)));
            return sorted;
        }
        return value;
    }

    /**
     * Whether two values are written the same, order of members aside: 1 and 1 are, however they are held, and 1 and 1.0 are, but an
     * absent member is not the same as a null one.
     */
    public static boolean same(JsonNode a, JsonNode b) {
        if (a == b) {
            return true;
        }
        if (a instanceof ObjectNode left && b instanceof ObjectNode right) {
            if (left.size() != right.size()) {
                return false;
            }
            for (Map.Entry<String, JsonNode> member : left.properties()) {
                JsonNode other = right.get(member.getKey());
                if (other == null || !same(member.getValue(), other)) {
                    return false;
                }
            }
            return true;
        }
        if (a instanceof ArrayNode left && b instanceof ArrayNode right) {
            if (left.size() != right.size()) {
                return false;
            }
            for (int i = 0; i < left.size(); i++) {
                if (!same(left.get(i), right.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a.isNumber() && b.isNumber()) {
            return a.numberValue().toString().equals(b.numberValue().toString());
        }
        return !a.isContainer() && a.equals(b);
    }
}
