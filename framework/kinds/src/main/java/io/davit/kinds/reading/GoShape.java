package io.davit.kinds.reading;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows an object the way messages of the API show internal values: every field, with a capital, absent ones as zero values.
 *
 * <p>A shape is written as the fields' names in their order, each with what an absent one is: {@code Name} the empty text,
 * {@code Port#} 0, {@code ReadOnly!} false, {@code Values*} null, {@code Target{…}} an object, {@code Required*{…}} null or an
 * object, {@code Terms[]{…}} null or a list of objects. A field is found in the object by its name, whatever the case;
 * {@code Shown=name} finds it by another.
 */
public final class GoShape {

    private enum Absent {
        TEXT,
        NUMBER,
        FLAG,
        NULL,
        OBJECT,
        LIST
    }

    private record Part(
            String shown,
            String name,
            Absent absent,
            @Nullable GoShape inner) {}

    private final List<Part> parts;

    private GoShape(List<Part> parts) {
        this.parts = parts;
    }

    public static GoShape of(String text) {
        return new Reader(text).shape();
    }

    public ObjectNode show(JsonNode object) {
        ObjectNode shown = Json.object();
        for (Part part : parts) {
            shown.set(part.shown(), value(part, find(object, part.name())));
        }
        return shown;
    }

    private static JsonNode value(Part part, @Nullable JsonNode given) {
        JsonNode value = given == null ? JsonNodeFactory.instance.nullNode() : given;
        GoShape inner = part.inner();
        if (inner != null && part.absent() == Absent.LIST) {
            return value.isEmpty() ? JsonNodeFactory.instance.nullNode() : inner.showAll(value);
        }
        if (inner != null) {
            return value.isNull() && part.absent() == Absent.NULL ? value : inner.show(value);
        }
        boolean emptyList = value.isArray() && value.isEmpty();
        if (!value.isNull() && !emptyList) {
            return value;
        }
        return switch (part.absent()) {
            case TEXT -> JsonNodeFactory.instance.stringNode("");
            case NUMBER -> JsonNodeFactory.instance.numberNode(0);
            case FLAG -> JsonNodeFactory.instance.booleanNode(false);
            case NULL, OBJECT, LIST -> JsonNodeFactory.instance.nullNode();
        };
    }

    private ArrayNode showAll(JsonNode list) {
        ArrayNode shown = Json.array();
        list.forEach(each -> shown.add(show(each)));
        return shown;
    }

    private static @Nullable JsonNode find(JsonNode object, String name) {
        for (var field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return null;
    }

    /** Reads the text of a shape. */
    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        GoShape shape() {
            List<Part> parts = new ArrayList<>();
            skipBlanks();
            while (at < text.length() && text.charAt(at) != '}') {
                parts.add(part());
                skipBlanks();
            }
            return new GoShape(List.copyOf(parts));
        }

        private Part part() {
            String shown = word();
            String name = take('=') ? word() : shown;
            Absent absent = Absent.TEXT;
            if (take('#')) {
                absent = Absent.NUMBER;
            } else if (take('!')) {
                absent = Absent.FLAG;
            } else if (take('*')) {
                absent = Absent.NULL;
            } else if (take('[')) {
                take(']');
                absent = Absent.LIST;
            }
            GoShape inner = null;
            if (take('{')) {
                inner = shape();
                take('}');
                absent = absent == Absent.TEXT ? Absent.OBJECT : absent;
            }
            return new Part(shown, name, absent, inner);
        }

        private String word() {
            int start = at;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            if (start == at) {
                throw new IllegalArgumentException("a name is missing at " + at + " in: " + text);
            }
            return text.substring(start, at);
        }

        private boolean take(char c) {
            boolean there = at < text.length() && text.charAt(at) == c;
            if (there) {
                at++;
            }
            return there;
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
    }
}
