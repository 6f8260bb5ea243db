package io.davit.model.json;

import io.davit.model.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A JSON document from a client: its tree, and the paths of members that it names twice.
 *
 * <p>Of equal members the last one counts. Integers of 64 bits are exact; every other number is a double, a decimal
 * node that prints the way the API writes it: {@code 1.0} as 1, {@code 1e20} as 100000000000000000000. At most 100 duplicates are reported, each once.
 *
 * @param root the tree
 * @param duplicates paths such as {@code spec.ports[0].name}, in the order found
 */
public record JsonDocument(JsonNode root, List<String> duplicates) {

    private static final int MAX_DUPLICATES = 100;

    /**
     * Bytes that are no JSON are a bad request whose message says what is wrong with them, in the words of Go's decoder. Bytes that are
     * no UTF-8 are read as the replacement character.
     */
    public static JsonDocument read(byte[] bytes) {
        Set<String> duplicates = new LinkedHashSet<>();
        try (JsonParser parser = Json.mapper().createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw ApiException.badRequest(JsonSyntax.UNEXPECTED_END);
            }
            JsonNode root = value(parser, null, duplicates);
            if (parser.nextToken() != null) {
                throw ApiException.badRequest(JsonSyntax.problem(bytes, "more than one JSON value"));
            }
            return new JsonDocument(root, new ArrayList<>(duplicates));
        } catch (JacksonException e) {
            if (e instanceof StreamConstraintsException refusal) {
                throw ApiException.badRequest(Json.tooMuch(refusal));
            }
            byte[] text = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(text, bytes)) {
                return read(text);
            }
            throw ApiException.badRequest(JsonSyntax.problem(bytes, e.getOriginalMessage()));
        }
    }

    private static JsonNode value(JsonParser parser, @Nullable Step at, Set<String> duplicates) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, at, duplicates);
            case START_ARRAY -> array(parser, at, duplicates);
            case VALUE_STRING -> StringNode.valueOf(parser.getString());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> fraction(parser.getDoubleValue());
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            default -> NullNode.getInstance();
        };
    }

    private static ObjectNode object(JsonParser parser, @Nullable Step at, Set<String> duplicates) {
        ObjectNode object = Json.object();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Step step = new Step(at, name, -1);
            parser.nextToken();
            if (object.has(name) && duplicates.size() < MAX_DUPLICATES) {
                duplicates.add(step.toString());
            }
            object.set(name, value(parser, step, duplicates));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser, @Nullable Step at, Set<String> duplicates) {
        ArrayNode array = Json.array();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, new Step(at, "", array.size()), duplicates));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> JsonNodeFactory.instance.numberNode(parser.getIntValue());
            case LONG -> JsonNodeFactory.instance.numberNode(parser.getLongValue());
            default -> fraction(parser.getBigIntegerValue().doubleValue());
        };
    }

    private static JsonNode fraction(double value) {
        if (!Double.isFinite(value)) {
            throw ApiException.badRequest("a number is too big for a double");
        }
        return Numbers.of(value);
    }

    /** Where the reader is; a path is only spelled out for a duplicate. */
    private record Step(@Nullable Step parent, String name, int index) {

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            write(text);
            return text.toString();
        }

        private void write(StringBuilder text) {
            if (parent != null) {
                parent.write(text);
            }
            if (index >= 0) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(name);
            }
        }
    }
}
