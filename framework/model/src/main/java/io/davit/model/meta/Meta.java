package io.davit.model.meta;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code metadata} of an object, read and written in place. Absent strings read as empty, absent lists and maps as empty.
 * Setting an empty value removes the field.
 */
public final class Meta {

    private final ObjectNode object;

    private Meta(ObjectNode object) {
        this.object = object;
    }

    public static Meta of(ObjectNode object) {
        return new Meta(object);
    }

    /** The metadata node, made when absent. */
    public ObjectNode node() {
        if (object.get("metadata") instanceof ObjectNode metadata) {
            return metadata;
        }
        ObjectNode made = Json.object();
        object.set("metadata", made);
        return made;
    }

    public String name() {
        return text("name");
    }

    public String generateName() {
        return text("generateName");
    }

    /** Empty for a cluster-scoped object. */
    public String namespace() {
        return text("namespace");
    }

    public String uid() {
        return text("uid");
    }

    public String resourceVersion() {
        return text("resourceVersion");
    }

    public String creationTimestamp() {
        return text("creationTimestamp");
    }

    public String deletionTimestamp() {
        return text("deletionTimestamp");
    }

    public boolean isTerminating() {
        return !deletionTimestamp().isEmpty();
    }

    /** 0 when absent. */
    public long generation() {
        return object.path("metadata").path("generation").asLong(0);
    }

    public @Nullable Long deletionGracePeriodSeconds() {
        JsonNode seconds = object.path("metadata").path("deletionGracePeriodSeconds");
        return seconds.isNumber() ? seconds.longValue() : null;
    }

    public Map<String, String> labels() {
        return map("labels");
    }

    public Map<String, String> annotations() {
        return map("annotations");
    }

    public List<String> finalizers() {
        List<String> all = new ArrayList<>();
        object.path("metadata").path("finalizers").forEach(each -> all.add(each.asString("")));
        return all;
    }

    public void set(String field, String value) {
        if (value.isEmpty()) {
            node().remove(field);
        } else {
            node().put(field, value);
        }
    }

    public void name(String value) {
        set("name", value);
    }

    public void namespace(String value) {
        set("namespace", value);
    }

    public void resourceVersion(String value) {
        set("resourceVersion", value);
    }

    public void generation(long value) {
        node().put("generation", value);
    }

    public void finalizers(List<String> values) {
        if (values.isEmpty()) {
            node().remove("finalizers");
            return;
        }
        ArrayNode list = Json.array();
        values.forEach(list::add);
        node().set("finalizers", list);
    }

    public void label(String key, String value) {
        if (node().get("labels") instanceof ObjectNode labels) {
            labels.put(key, value);
        } else {
            node().set("labels", Json.object().put(key, value));
        }
    }

    public void annotation(String key, String value) {
        if (node().get("annotations") instanceof ObjectNode annotations) {
            annotations.put(key, value);
        } else {
            node().set("annotations", Json.object().put(key, value));
        }
    }

    private String text(String field) {
        return object.path("metadata").path(field).asString("");
    }

    private Map<String, String> map(String field) {
        Map<String, String> all = new LinkedHashMap<>();
        object.path("metadata")
                .path(field)
                .properties()
                .forEach(e -> all.put(e.getKey(), e.getValue().asString("")));
        return all;
    }
}
