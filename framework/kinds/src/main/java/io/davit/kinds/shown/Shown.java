package io.davit.kinds.shown;

import io.davit.model.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values as the API's messages show them: every field of the type in its order, with a capital, absent ones included.
 *
 * <p>The types are data: {@code shapes.txt} beside this class explains its lines.
 */
public final class Shown {

    private static final Map<String, List<ShownField>> TYPES = load();

    private static final Set<String> SELECTOR_FIELDS = Set.of("matchLabels", "matchExpressions");

    private Shown() {}

    /** The shown form of a value of the type; null for an absent value. */
    public static JsonNode of(String type, @Nullable JsonNode value) {
        return value == null || value.isNull() ? NullNode.instance : struct(type, value);
    }

    /** The shown form of a list of values of the type; null for an absent list. */
    public static JsonNode listOf(String type, @Nullable JsonNode values) {
        return list(type, values);
    }

    /** What differs between the shown forms of two values, line by line; empty when nothing does. */
    public static String difference(String type, @Nullable JsonNode before, @Nullable JsonNode after) {
        return LineDiff.unified(lines(of(type, before)), lines(of(type, after)));
    }

    private static List<String> lines(JsonNode shown) {
        String text = Json.mapper().writer().with(printer()).writeValueAsString(shown);
        return List.of(text.split("\n", -1));
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indent = new DefaultIndenter(" ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withObjectEntrySpacing(Separators.Spacing.NONE)
                .withArrayElementSpacing(Separators.Spacing.NONE)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(indent).withArrayIndenter(indent);
    }

    private static ObjectNode struct(String type, JsonNode value) {
        ObjectNode shown = Json.object();
        for (ShownField field : fields(type)) {
            show(field, value, shown);
        }
        return shown;
    }

    private static void show(ShownField field, JsonNode owner, ObjectNode into) {
        if (field.flattened()) {
            JsonNode value = owner.path(field.json());
            value.properties().forEach(entry -> into.set(entry.getKey(), entry.getValue()));
            return;
        }
        JsonNode value = owner.get(field.json());
        into.set(field.name(), value(field, value == null ? NullNode.instance : value));
    }

    private static JsonNode value(ShownField field, JsonNode value) {
        return switch (field.kind()) {
            case TEXT, NUMBER, FLAG, QUANTITY, MAP -> value.isNull() ? field.zero() : sorted(value);
            case RAW -> selector(value);
            case LIST -> field.type().isEmpty() ? value : list(field.type(), value);
            case POINTER -> of(field.type(), value);
            case STRUCT -> struct(field.type(), value.isNull() ? Json.object() : value);
        };
    }

    /** Label selectors are shown as they are published: empty parts are left out. */
    private static JsonNode selector(JsonNode value) {
        if (!(value instanceof ObjectNode object) || !SELECTOR_FIELDS.containsAll(object.propertyNames())) {
            return value;
        }
        ObjectNode shown = Json.object();
        object.properties().stream()
                .filter(part -> !part.getValue().isEmpty())
                .forEach(part -> shown.set(part.getKey(), part.getValue()));
        return shown;
    }

    private static JsonNode list(String type, @Nullable JsonNode values) {
        if (values == null || !values.isArray()) {
            return NullNode.instance;
        }
        ArrayNode shown = Json.array();
        values.forEach(each -> shown.add(struct(type, each)));
        return shown;
    }

    /** Maps are shown in the order of their keys. */
    private static JsonNode sorted(JsonNode value) {
        if (!value.isObject()) {
            return value;
        }
        Map<String, JsonNode> entries = new TreeMap<>();
        value.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        ObjectNode shown = Json.object();
        entries.forEach(shown::set);
        return shown;
    }

    private static List<ShownField> fields(String type) {
        return Objects.requireNonNull(TYPES.get(type), () -> "no shape for " + type);
    }

    private static Map<String, List<ShownField>> load() {
        Map<String, List<ShownField>> types = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Shown.class.getResourceAsStream("shapes.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> {
                        int colon = line.indexOf(':');
                        types.put(line.substring(0, colon), ShownField.parseAll(line.substring(colon + 1)));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(types);
    }
}
