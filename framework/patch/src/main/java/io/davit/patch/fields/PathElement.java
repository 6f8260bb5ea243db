package io.davit.patch.fields;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step into an object: a field, an element of a keyed list, a value of a set, or a place in a list. Its text is the one of
 * {@code fieldsV1}: {@code f:name}, {@code k:{"name":"x"}}, {@code v:"x"}, {@code i:0}. Steps are ordered as upstream orders them:
 * fields, keys, values, places.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/">FieldsV1 in ObjectMeta</a>
 */
public final class PathElement implements Comparable<PathElement> {

    private static final String KINDS = "fkvi";

    private final String text;
    private final @Nullable JsonNode content;

    /** The keys of an element, ready to be compared: that is done often. */
    private final List<Map.Entry<String, JsonNode>> keys;

    private PathElement(String text, @Nullable JsonNode content) {
        this.text = text;
        this.content = content;
        this.keys = content != null && text.charAt(0) == 'k' ? List.copyOf(content.properties()) : List.of();
    }

    public static PathElement field(String name) {
        return new PathElement("f:" + name, null);
    }

    /** The element of a list whose keys have these values. */
    public static PathElement key(SortedMap<String, JsonNode> keys) {
        ObjectNode json = Json.object();
        keys.forEach((name, value) -> json.set(name, Values.plain(value)));
        return new PathElement("k:" + Values.text(json), json);
    }

    public static PathElement value(JsonNode value) {
        JsonNode plain = Values.plain(value);
        return new PathElement("v:" + Values.text(plain), plain);
    }

    public static PathElement index(int index) {
        return new PathElement("i:" + index, null);
    }

    /** Whether a text is a step of a kind that nobody knows yet: such are dropped rather than refused. */
    static boolean isOfTheFuture(String text) {
        return text.length() >= 2 && text.charAt(1) == ':' && KINDS.indexOf(text.charAt(0)) < 0;
    }

    /** Null for a text that is none. */
    public static @Nullable PathElement parse(String text) {
        if (text.length() < 2 || text.charAt(1) != ':') {
            return null;
        }
        String rest = text.substring(2);
        try {
            return switch (text.charAt(0)) {
                case 'f' -> field(rest);
                case 'i' -> index(Integer.parseInt(rest));
                case 'v' -> value(Json.parse(rest));
                case 'k' -> parseKey(Json.parse(rest));
                default -> null;
            };
        } catch (ApiException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable PathElement parseKey(JsonNode json) {
        if (!json.isObject()) {
            return null;
        }
        SortedMap<String, JsonNode> keys = new TreeMap<>();
        json.properties().forEach(key -> keys.put(key.getKey(), key.getValue()));
        return key(keys);
    }

    /** As {@code fieldsV1} has it. */
    public String text() {
        return text;
    }

    /** The name of a field; null for other steps. */
    public @Nullable String fieldName() {
        return text.charAt(0) == 'f' ? text.substring(2) : null;
    }

    /** As messages show it: {@code .name}, {@code [name="x"]}, {@code [="x"]}, {@code [0]}. */
    public String readable() {
        return switch (text.charAt(0)) {
            case 'f' -> "." + text.substring(2);
            case 'v' -> "[=" + Json.text(Objects.requireNonNull(content)) + "]";
            case 'i' -> "[" + text.substring(2) + "]";
            default -> {
                StringJoiner keys = new StringJoiner(",", "[", "]");
                Objects.requireNonNull(content)
                        .properties()
                        .forEach(key -> keys.add(key.getKey() + "=" + Json.text(key.getValue())));
                yield keys.toString();
            }
        };
    }

    @Override
    public int compareTo(PathElement other) {
        if (text.equals(other.text)) {
            return 0;
        }
        char kind = text.charAt(0);
        if (kind != other.text.charAt(0)) {
            return Integer.compare(KINDS.indexOf(kind), KINDS.indexOf(other.text.charAt(0)));
        }
        return switch (kind) {
            case 'k' -> compareKeys(keys, other.keys);
            case 'v' -> Values.compare(Objects.requireNonNull(content), Objects.requireNonNull(other.content));
            case 'i' -> Integer.compare(Integer.parseInt(text.substring(2)), Integer.parseInt(other.text.substring(2)));
            default -> text.compareTo(other.text);
        };
    }

    private static int compareKeys(List<Map.Entry<String, JsonNode>> left, List<Map.Entry<String, JsonNode>> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            Map.Entry<String, JsonNode> a = left.get(i);
            Map.Entry<String, JsonNode> b = right.get(i);
            int names = a.getKey().compareTo(b.getKey());
            int order = names != 0 ? names : Values.compare(a.getValue(), b.getValue());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathElement element && text.equals(element.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
