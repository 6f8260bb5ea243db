package io.davit.test.golden;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A place in an answer: {@code a.b[0].c}, {@code a['x/y'].b}, {@code items[name=pods].verbs}, {@code a[].b} for every element and,
 * when changing, {@code **} for any depth.
 */
final class Path {

    private static final Pattern PART = Pattern.compile("\\[[^\\]]*\\]|[^.\\[\\]]+");
    private static final Pattern INDEX = Pattern.compile("-*[0-9]+");

    private final List<String> parts;

    private Path(List<String> parts) {
        this.parts = parts;
    }

    static Path of(String text) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        return new Path(parts);
    }

    /** What is there; null when nothing is. */
    @Nullable
    JsonNode get(@Nullable JsonNode from) {
        return get(from, parts);
    }

    /** A copy with everything at the place changed. */
    JsonNode change(JsonNode from, UnaryOperator<JsonNode> change) {
        return change(from, parts, change);
    }

    /** A value as the recording tool writes it into a text: {@code True}, {@code None}, numbers and texts as they are. */
    static String word(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "None";
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        }
        return value.isString() ? value.stringValue() : Json.text(value);
    }

    private static @Nullable JsonNode get(@Nullable JsonNode from, List<String> parts) {
        JsonNode at = from;
        for (int i = 0; i < parts.size(); i++) {
            if (at == null || at.isNull()) {
                return null;
            }
            String part = parts.get(i);
            if (part.equals("[]")) {
                return each(at, parts.subList(i + 1, parts.size()));
            }
            at = part.startsWith("[") ? bracket(at, part.substring(1, part.length() - 1)) : at.get(part);
        }
        return at == null || at.isNull() ? null : at;
    }

    private static @Nullable JsonNode each(JsonNode from, List<String> rest) {
        if (!from.isArray()) {
            return null;
        }
        ArrayNode all = Json.array();
        for (JsonNode element : from) {
            JsonNode found = get(element, rest);
            all.add(found == null ? NullNode.instance : found);
        }
        return all;
    }

    private static @Nullable JsonNode bracket(JsonNode at, String inner) {
        if (inner.startsWith("'")) {
            return at.get(unquoted(inner));
        }
        if (INDEX.matcher(inner).matches()) {
            int index = Integer.parseInt(inner);
            return at.isArray() ? at.get(index < 0 ? at.size() + index : index) : null;
        }
        for (JsonNode element : at) {
            if (matches(element, inner)) {
                return element;
            }
        }
        return null;
    }

    private static boolean matches(JsonNode element, String condition) {
        int equals = condition.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("bad path: [" + condition + "]");
        }
        return word(of(condition.substring(0, equals)).get(element)).equals(condition.substring(equals + 1));
    }

    private static String unquoted(String inner) {
        return inner.substring(1, inner.endsWith("'") && inner.length() > 1 ? inner.length() - 1 : inner.length());
    }

    private static JsonNode change(JsonNode at, List<String> parts, UnaryOperator<JsonNode> change) {
        if (parts.isEmpty()) {
            return change.apply(at);
        }
        String head = parts.getFirst();
        List<String> rest = parts.subList(1, parts.size());
        if (head.equals("**")) {
            return changeChildren(change(at, rest, change), child -> change(child, parts, change));
        }
        if (head.equals("[]")) {
            return at.isArray() ? changeChildren(at, child -> change(child, rest, change)) : at;
        }
        if (head.startsWith("[")) {
            return changeBracket(at, head.substring(1, head.length() - 1), child -> change(child, rest, change));
        }
        return changeField(at, head, child -> change(child, rest, change));
    }

    private static JsonNode changeChildren(JsonNode at, UnaryOperator<JsonNode> change) {
        if (at instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(e -> copy.set(e.getKey(), change.apply(e.getValue())));
            return copy;
        }
        if (at instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(each -> copy.add(change.apply(each)));
            return copy;
        }
        return at;
    }

    private static JsonNode changeBracket(JsonNode at, String inner, UnaryOperator<JsonNode> change) {
        if (inner.startsWith("'")) {
            return changeField(at, unquoted(inner), change);
        }
        if (!(at instanceof ArrayNode array)) {
            return at;
        }
        ArrayNode copy = Json.array();
        boolean byIndex = INDEX.matcher(inner).matches();
        int wanted = byIndex && !array.isEmpty() ? Math.floorMod(Integer.parseInt(inner), array.size()) : -1;
        for (int i = 0; i < array.size(); i++) {
            JsonNode element = array.get(i);
            copy.add((byIndex ? i == wanted : matches(element, inner)) ? change.apply(element) : element);
        }
        return copy;
    }

    private static JsonNode changeField(JsonNode at, String name, UnaryOperator<JsonNode> change) {
        JsonNode old = at.get(name);
        if (!(at instanceof ObjectNode object) || old == null) {
            return at;
        }
        ObjectNode copy = object.objectNode();
        copy.setAll(object);
        copy.set(name, change.apply(old));
        return copy;
    }
}
