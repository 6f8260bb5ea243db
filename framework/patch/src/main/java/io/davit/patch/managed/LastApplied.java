package io.davit.patch.managed;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.patch.fields.FieldSet;
import io.davit.patch.fields.Values;
import io.davit.patch.typed.Comparison;
import io.davit.patch.typed.Typed;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code kubectl apply} on the client's side wrote down about its last configuration. When kubectl moves to server-side apply it may
 * take what it applied then and what is still so, whoever is recorded as the owner; and the annotation is kept up to date for those who
 * move back.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#upgrading-from-client-side-apply-to-server-side-apply">Upgrading from client-side apply</a>
 */
final class LastApplied {

    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String KUBECTL = "kubectl";
    private static final int MAX_ANNOTATIONS = 256 * 1024;

    private LastApplied() {}

    /** The fields in which the live object is as kubectl last applied it; nothing for other appliers. */
    static FieldSet mayBeTaken(Typed live, Manager applier) {
        String annotation = annotation(live.object());
        if (!applier.name().equals(KUBECTL) || annotation.isEmpty()) {
            return new FieldSet();
        }
        JsonNode configuration;
        try {
            configuration = Json.parse(annotation);
        } catch (ApiException e) {
            return new FieldSet();
        }
        if (!(configuration instanceof ObjectNode object)
                || !object.path("apiVersion").asString("").equals(live.apiVersion())) {
            return new FieldSet();
        }
        Typed applied = new Typed(object, live.type(), live.apiVersion());
        if (!applied.complaints().isEmpty()) {
            return new FieldSet();
        }
        Comparison since = applied.compare(live);
        return applied.fields().difference(since.written()).difference(since.removed());
    }

    /** Writes what kubectl applies into the annotation, where the object has one; an annotation that is too long goes. */
    static void keepUpToDate(ObjectNode object, ObjectNode applied, Manager applier) {
        if (!applier.name().equals(KUBECTL) || annotation(object).isEmpty()) {
            return;
        }
        ObjectNode configuration = applied.deepCopy();
        if (configuration.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(ANNOTATION);
        }
        if (object.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.put(ANNOTATION, Values.text(sorted(configuration)) + "\n");
            if (size(annotations) > MAX_ANNOTATIONS) {
                annotations.remove(ANNOTATION);
            }
        }
    }

    private static String annotation(ObjectNode object) {
        return object.path("metadata").path("annotations").path(ANNOTATION).asString("");
    }

    private static int size(ObjectNode annotations) {
        int size = 0;
        for (var annotation : annotations.properties()) {
            size += annotation.getKey().getBytes(StandardCharsets.UTF_8).length;
            size += annotation.getValue().asString("").getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }

    private static JsonNode sorted(JsonNode value) {
        if (value instanceof ObjectNode map) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            map.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode result = Json.object();
            members.forEach(result::set);
            return result;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode result = Json.array();
            list.forEach(item -> result.add(sorted(item)));
            return result;
        }
        return value;
    }
}
