package io.davit.schema;

import io.davit.model.GroupVersion;
import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects within an object: those that a schema marks with {@code x-kubernetes-embedded-resource}. */
final class EmbeddedResources {

    private final List<String> dropped = new ArrayList<>();

    /** Gives the metadata of embedded objects its form; wrong types are a bad request. */
    void coerce(ObjectNode object, Schema schema) {
        try {
            below(object, schema, FieldPath.root(), this::coerce);
        } catch (Malformed e) {
            throw ApiException.badRequest(e.path + ": Invalid value: " + Json.text(e.value) + ": " + e.why);
        }
    }

    /** As {@link #coerce(ObjectNode, Schema)} for a default, which stays as it is; {@code root} where it is an object of its own. */
    static void coerceDefault(FieldPath at, JsonNode value, Schema schema, boolean root, FieldErrors errors) {
        EmbeddedResources all = new EmbeddedResources();
        JsonNode copy = value.deepCopy();
        try {
            if (root && copy instanceof ObjectNode object && !schema.embeddedResource()) {
                all.coerce(at, object);
            }
            walk(copy, schema, at, all::coerce);
        } catch (Malformed e) {
            errors.invalid(e.path, e.value, e.why);
        }
    }

    /** The fields of metadata that {@link #coerce(ObjectNode, Schema)} dropped since metadata has no such fields. */
    List<String> dropped() {
        return dropped;
    }

    static void validate(FieldPath path, JsonNode value, Schema schema, FieldErrors errors) {
        walk(value, schema, path, (at, embedded) -> validateOne(at, embedded, errors));
    }

    private static void walk(
            JsonNode value, @Nullable Schema schema, FieldPath path, BiConsumer<FieldPath, ObjectNode> visitor) {
        if (schema == null) {
            return;
        }
        if (schema.embeddedResource() && value instanceof ObjectNode embedded) {
            visitor.accept(path, embedded);
        }
        below(value, schema, path, visitor);
    }

    private static void below(
            JsonNode value, Schema schema, FieldPath path, BiConsumer<FieldPath, ObjectNode> visitor) {
        if (value instanceof ObjectNode map) {
            for (Map.Entry<String, JsonNode> member : map.properties()) {
                String name = member.getKey();
                Schema known = schema.property(name);
                walk(
                        member.getValue(),
                        known == null ? schema.additionalProperties() : known,
                        known == null ? path.key(name) : path.child(name),
                        visitor);
            }
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                walk(list.get(i), schema.items(), path.index(i), visitor);
            }
        }
    }

    private void coerce(FieldPath path, ObjectNode embedded) {
        needText(path, embedded, "apiVersion");
        needText(path, embedded, "kind");
        JsonNode metadata = embedded.get("metadata");
        if (metadata == null) {
            return;
        }
        if (metadata.isNull()) {
            embedded.set("metadata", Json.object());
            return;
        }
        if (!(metadata instanceof ObjectNode map)) {
            throw new Malformed(
                    path.child("metadata"),
                    metadata,
                    "json: cannot unmarshal " + ObjectMetaShape.word(metadata)
                            + " into Go value of type v1.ObjectMeta");
        }
        JsonNode shown = Json.sorted(metadata);
        ObjectMetaShape.conform(map, dropped, path.child("metadata").toString(), problem -> {
            throw new Malformed(path.child("metadata"), shown, problem);
        });
    }

    private static void needText(FieldPath path, ObjectNode embedded, String field) {
        JsonNode value = embedded.get(field);
        if (value != null && !value.isString()) {
            throw new Malformed(path.child(field), value, "must be a string");
        }
    }

    /** Something that stands where another type is needed. */
    private static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient FieldPath path;
        private final transient JsonNode value;
        private final String why;

        Malformed(FieldPath path, JsonNode value, String why) {
            super(why, null, false, false);
            this.path = path;
            this.value = value;
            this.why = why;
        }
    }

    static void validateOne(FieldPath path, ObjectNode embedded, FieldErrors errors) {
        JsonNode apiVersion = embedded.get("apiVersion");
        JsonNode kind = embedded.get("kind");
        if (apiVersion == null) {
            errors.required(path.child("apiVersion"), "");
        }
        if (kind == null) {
            errors.required(path.child("kind"), "");
        }
        if (apiVersion != null) {
            apiVersion(path.child("apiVersion"), apiVersion, errors);
        }
        if (kind != null) {
            kind(path.child("kind"), kind, errors);
        }
        if (embedded.get("metadata") instanceof ObjectNode metadata) {
            ObjectMetaShape.validate(path.child("metadata"), metadata, errors);
        }
    }

    private static void apiVersion(FieldPath path, JsonNode value, FieldErrors errors) {
        String text = value.asString("");
        if (!value.isString()) {
            errors.invalid(path, value, "must be a string");
        } else if (text.isEmpty()) {
            errors.invalid(path, value, "must not be empty");
        } else {
            try {
                GroupVersion.parse(text);
            } catch (IllegalArgumentException e) {
                errors.invalid(path, value, e.getMessage() == null ? "" : e.getMessage());
            }
        }
    }

    private static void kind(FieldPath path, JsonNode value, FieldErrors errors) {
        String text = value.asString("");
        if (!value.isString()) {
            errors.invalid(path, value, "must be a string");
        } else if (text.isEmpty()) {
            errors.invalid(path, value, "must not be empty");
        } else {
            List<String> wrong = Names.dns1035Label(text.toLowerCase(Locale.ROOT));
            if (!wrong.isEmpty()) {
                errors.invalid(
                        path, value, "may have mixed case, but should otherwise match: " + String.join(",", wrong));
            }
        }
    }
}
