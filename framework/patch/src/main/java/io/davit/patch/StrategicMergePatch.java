package io.davit.patch;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.model.json.JsonDocument;
import io.davit.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A strategic merge patch: a merge patch that knows from the kind's schema which lists are merged, and by which key.
 *
 * <p>Elements that are new come before those that were there, in the order of the patch. {@code $patch} replaces or deletes a map
 * or an element, {@code $retainKeys} drops the other members, {@code $deleteFromPrimitiveList/x} takes values out of a list, and
 * {@code $setElementOrder/x} orders one. The object a patch is applied to never changes, and keeps its apiVersion and kind.
 * Malformed directives are 400, what doesn't fit the object is 422.
 *
 * @see <a href="https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md">Strategic merge patch</a>
 */
public final class StrategicMergePatch {

    static final String DIRECTIVE = "$patch";

    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList";
    private static final String ORDER = "$setElementOrder";

    private final ObjectNode patch;
    private final List<String> problems;

    private StrategicMergePatch(ObjectNode patch, List<String> problems) {
        this.patch = patch;
        this.problems = problems;
    }

    public static StrategicMergePatch parse(byte[] document) {
        JsonDocument read = JsonDocument.read(document);
        List<String> problems = read.duplicates().stream()
                .map(path -> "duplicate field " + Json.quote(path))
                .toList();
        if (read.root().isNull()) {
            return new StrategicMergePatch(Json.object(), problems);
        }
        if (!(read.root() instanceof ObjectNode patch)) {
            throw Refusals.wrongRoot(read.root(), "value of type map[string]interface {}");
        }
        return new StrategicMergePatch(patch, problems);
    }

    /** Parses and applies in one go. */
    public static ObjectNode apply(ObjectNode object, byte[] document, Schema schema) {
        return parse(document).applyTo(object, schema);
    }

    /** What a strict reader refuses and a lenient one warns of: {@code duplicate field "spec.replicas"}. */
    public List<String> problems() {
        return problems;
    }

    /** {@code schema} is that of the object's kind, in the object's version. */
    public ObjectNode applyTo(ObjectNode object, Schema schema) {
        ObjectNode changes = patch.deepCopy();
        wholeNumbers(changes, schema);
        ObjectNode result = mergeMap(object.deepCopy(), changes, schema);
        keep(object, result, "apiVersion");
        keep(object, result, "kind");
        return result;
    }

    /** The patch itself: that is what a refusal shows. */
    public String shown() {
        return ShownPatch.printed(patch);
    }

    private static void keep(ObjectNode object, ObjectNode result, String field) {
        JsonNode value = object.get(field);
        if (value == null) {
            result.remove(field);
        } else {
            result.set(field, value);
        }
    }

    /** Merges {@code patch} into {@code into}; both are used up. */
    static ObjectNode mergeMap(ObjectNode into, ObjectNode patch, @Nullable Schema schema) {
        JsonNode directive = patch.get(DIRECTIVE);
        if (directive != null) {
            return replaceOrDelete(directive, patch);
        }
        retainKeys(into, patch);
        orderLists(into, patch, schema);
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            if (member.getKey().startsWith(DELETE_FROM)) {
                deleteFrom(
                        into,
                        target(member.getKey(), "invalid patch format of primitive list"),
                        member.getValue(),
                        schema);
            } else {
                mergeMember(into, member.getKey(), member.getValue(), field(schema, member.getKey()));
            }
        }
        return into;
    }

    private static ObjectNode replaceOrDelete(JsonNode directive, ObjectNode patch) {
        return switch (directive.asString("")) {
            case "replace" -> patch.without(DIRECTIVE);
            case "delete" -> Json.object();
            default ->
                throw Refusals.unfit("unknown patch type: " + directive.asString("") + " in map: " + Json.text(patch));
        };
    }

    private static void mergeMember(ObjectNode into, String name, JsonNode value, @Nullable Schema schema) {
        if (value.isNull()) {
            into.remove(name);
            return;
        }
        JsonNode there = into.get(name);
        if (there instanceof ObjectNode map && value instanceof ObjectNode patch) {
            into.set(name, replaces(schema) ? patch : mergeMap(map, patch, schema));
        } else if (there instanceof ArrayNode list && value instanceof ArrayNode patch) {
            into.set(name, merges(schema) ? ListMerge.of(schema).merge(list, patch) : patch);
        } else if (isDirective(value)) {
            into.remove(name);
        } else {
            into.set(name, asSent(value));
        }
    }

    /** A value that takes the place of nothing, or of something of another type: nulls and directives in it mean nothing. */
    private static JsonNode asSent(JsonNode value) {
        dropNulls(value);
        dropDirectives(value);
        return value;
    }

    /** Strategic merge patch, unlike everything else, takes 2.0 for an integer. */
    private static JsonNode wholeNumbers(JsonNode value, @Nullable Schema schema) {
        if (schema == null) {
            return value;
        }
        switch (value) {
            case ObjectNode map ->
                map.properties()
                        .forEach(each -> each.setValue(wholeNumbers(each.getValue(), field(schema, each.getKey()))));
            case ArrayNode list -> {
                for (int i = 0; i < list.size(); i++) {
                    list.set(i, wholeNumbers(list.get(i), schema.items()));
                }
            }
            default -> {
                boolean whole =
                        value.isFloatingPointNumber() && value.canConvertToExactIntegral() && value.canConvertToLong();
                return whole && schema.type().equals("integer")
                        ? LongNode.valueOf(value.decimalValue().longValueExact())
                        : value;
            }
        }
        return value;
    }

    private static void dropNulls(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        value.forEach(StrategicMergePatch::dropNulls);
    }

    static void dropDirectives(JsonNode value) {
        switch (value) {
            case ObjectNode object -> object.removeIf(StrategicMergePatch::isDirective);
            case ArrayNode array -> array.removeIf(StrategicMergePatch::isDirective);
            default -> {}
        }
        value.forEach(StrategicMergePatch::dropDirectives);
    }

    private static boolean isDirective(JsonNode value) {
        return value instanceof ObjectNode object && object.has(DIRECTIVE);
    }

    private static void retainKeys(ObjectNode into, ObjectNode patch) {
        JsonNode directive = patch.remove(RETAIN_KEYS);
        if (directive == null) {
            return;
        }
        if (!(directive instanceof ArrayNode list)) {
            throw ApiException.badRequest("invalid patch format of retainKeys");
        }
        Set<String> retained = new HashSet<>();
        list.forEach(key -> retained.add(key.asString("")));
        patch.properties().forEach(member -> {
            String name = member.getKey();
            boolean sets = !member.getValue().isNull() && !name.startsWith(DELETE_FROM) && !name.startsWith(ORDER);
            if (sets && !retained.contains(name)) {
                throw ApiException.badRequest("invalid patch format of retainKeys");
            }
        });
        into.retain(retained);
    }

    private static void deleteFrom(ObjectNode into, String name, JsonNode values, @Nullable Schema schema) {
        if (values.isNull()) {
            into.remove(name);
        } else if (into.get(name) instanceof ArrayNode list && values instanceof ArrayNode gone) {
            into.set(name, ListMerge.of(field(schema, name)).delete(list, gone));
        }
    }

    private static void orderLists(ObjectNode into, ObjectNode patch, @Nullable Schema schema) {
        for (String directive : List.copyOf(patch.propertyNames())) {
            if (!directive.startsWith(ORDER)) {
                continue;
            }
            if (!(patch.remove(directive) instanceof ArrayNode order)) {
                throw ApiException.badRequest("invalid patch format of setElementOrder list");
            }
            String name = target(directive, "invalid patch format of setElementOrder list");
            ArrayNode live = list(into.get(name));
            ArrayNode changes = list(patch.remove(name));
            if (live != null || changes != null) {
                Schema below = field(schema, name);
                into.set(name, ListMerge.of(below).ordered(live, changes, order, merges(below)));
            }
        }
    }

    private static @Nullable ArrayNode list(@Nullable JsonNode value) {
        return switch (value) {
            case null -> null;
            case ArrayNode list -> list;
            default -> throw Refusals.unfit("a list is ordered, but its value is none");
        };
    }

    /** The list a directive such as {@code $setElementOrder/ports} is about. */
    private static String target(String directive, String malformed) {
        int slash = directive.indexOf('/');
        if (slash < 0 || (slash != DELETE_FROM.length() && slash != ORDER.length())) {
            throw ApiException.badRequest(malformed);
        }
        return directive.substring(slash + 1);
    }

    private static @Nullable Schema field(@Nullable Schema schema, String name) {
        if (schema == null) {
            return null;
        }
        Schema property = schema.property(name);
        return property == null ? schema.additionalProperties() : property;
    }

    private static boolean merges(@Nullable Schema schema) {
        return schema != null && schema.patchStrategies().contains("merge");
    }

    private static boolean replaces(@Nullable Schema schema) {
        return schema != null && schema.patchStrategies().contains("replace");
    }

    /** Elements of several lists as one, in order. */
    static List<JsonNode> elements(@Nullable ArrayNode... lists) {
        List<JsonNode> all = new ArrayList<>();
        for (ArrayNode list : lists) {
            if (list != null) {
                list.forEach(all::add);
            }
        }
        return all;
    }
}
