package io.davit.patch;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.model.json.JsonDocument;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Merge Patch: maps are merged, null removes a member, everything else replaces what is there.
 *
 * <p>The object a patch is applied to never changes. Other than in the standard, and as API servers have it, null members of maps
 * are also left out inside lists that replace something that is no map. Documents that are no JSON object are 400.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
 */
public final class MergePatch {

    private final ObjectNode patch;
    private final List<String> problems;

    private MergePatch(ObjectNode patch, List<String> problems) {
        this.patch = patch;
        this.problems = problems;
    }

    public static MergePatch parse(byte[] document) {
        JsonDocument read = Refusals.read(document);
        if (read.root().isNull()) {
            throw ApiException.badRequest("Invalid JSON Patch");
        }
        if (!(read.root() instanceof ObjectNode patch)) {
            throw Refusals.wrongType(read.root(), "value of type map[string]interface {}");
        }
        return new MergePatch(
                patch,
                read.duplicates().stream()
                        .map(path -> "duplicate field " + Json.quote(path))
                        .toList());
    }

    /** Parses and applies in one go. */
    public static ObjectNode apply(ObjectNode object, byte[] document) {
        return parse(document).applyTo(object);
    }

    /** Applies a patch that is a tree already; neither tree changes. */
    public static ObjectNode apply(ObjectNode object, ObjectNode patch) {
        return new MergePatch(patch, List.of()).applyTo(object);
    }

    /** What a strict reader refuses and a lenient one warns of: {@code duplicate field "spec.replicas"}. */
    public List<String> problems() {
        return problems;
    }

    public ObjectNode applyTo(ObjectNode object) {
        ObjectNode result = object.deepCopy();
        merge(result, patch.deepCopy());
        return result;
    }

    /** The patched object as a refusal shows it. */
    public String shown(ObjectNode object) {
        Set<JsonNode> opened = Collections.newSetFromMap(new IdentityHashMap<>());
        ObjectNode result = object.deepCopy();
        ObjectNode copy = patch.deepCopy();
        open(result, copy, opened);
        merge(result, copy);
        return ShownPatch.json(result, opened);
    }

    private static void open(ObjectNode into, ObjectNode patch, Set<JsonNode> opened) {
        opened.add(into);
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            JsonNode present = into.get(member.getKey());
            if (!(present instanceof ObjectNode below)) {
                ShownPatch.openAll(member.getValue(), opened);
            } else if (member.getValue() instanceof ObjectNode deeper) {
                open(below, deeper, opened);
            }
        }
    }

    private static void merge(ObjectNode into, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                into.remove(member.getKey());
            } else if (into.get(member.getKey()) instanceof ObjectNode below) {
                if (value instanceof ObjectNode deeper) {
                    merge(below, deeper);
                } else {
                    into.set(member.getKey(), value);
                }
            } else {
                dropNulls(value);
                into.set(member.getKey(), value);
            }
        }
    }

    private static void dropNulls(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
            object.forEach(MergePatch::dropNulls);
        } else if (value instanceof ArrayNode array) {
            array.forEach(MergePatch::dropNulls);
        }
    }
}
