package io.davit.schema;

import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the metadata of an embedded object may hold, and what its values must be like. */
final class ObjectMetaShape {

    private static final int ANNOTATIONS_MAX_BYTES = 256 * 1024;

    private enum Shape {
        TEXT,
        NUMBER,
        BOOLEAN,
        TEXTS,
        TEXT_MAP,
        OWNERS,
        MANAGERS,
        ANY
    }

    private static final Map<String, Shape> OWNER = Map.of(
            "apiVersion", Shape.TEXT,
            "kind", Shape.TEXT,
            "name", Shape.TEXT,
            "uid", Shape.TEXT,
            "controller", Shape.BOOLEAN,
            "blockOwnerDeletion", Shape.BOOLEAN);

    private static final Map<String, Shape> MANAGER = Map.of(
            "manager", Shape.TEXT,
            "operation", Shape.TEXT,
            "apiVersion", Shape.TEXT,
            "time", Shape.TEXT,
            "fieldsType", Shape.TEXT,
            "fieldsV1", Shape.ANY,
            "subresource", Shape.TEXT);

    private static final Map<String, Shape> FIELDS = Map.ofEntries(
            Map.entry("name", Shape.TEXT),
            Map.entry("generateName", Shape.TEXT),
            Map.entry("namespace", Shape.TEXT),
            Map.entry("selfLink", Shape.TEXT),
            Map.entry("uid", Shape.TEXT),
            Map.entry("resourceVersion", Shape.TEXT),
            Map.entry("generation", Shape.NUMBER),
            Map.entry("creationTimestamp", Shape.TEXT),
            Map.entry("deletionTimestamp", Shape.TEXT),
            Map.entry("deletionGracePeriodSeconds", Shape.NUMBER),
            Map.entry("labels", Shape.TEXT_MAP),
            Map.entry("annotations", Shape.TEXT_MAP),
            Map.entry("ownerReferences", Shape.OWNERS),
            Map.entry("finalizers", Shape.TEXTS),
            Map.entry("managedFields", Shape.MANAGERS));

    private ObjectMetaShape() {}

    /** Drops what metadata has no field for, nulls and what is empty; tells of values of the wrong type. */
    static void conform(ObjectNode metadata, List<String> dropped, String path, Consumer<String> wrongType) {
        map(metadata, FIELDS, "ObjectMeta", dropped, path, wrongType);
        metadata.removeIf(ObjectMetaShape::isNothing);
    }

    private static boolean isNothing(JsonNode value) {
        return value.isString() ? value.stringValue().isEmpty() : value.isContainer() && value.isEmpty();
    }

    static void validate(FieldPath path, ObjectNode metadata, FieldErrors errors) {
        String generateName = metadata.path("generateName").asString("");
        if (!generateName.isEmpty()) {
            Names.pathSegmentPrefix(generateName)
                    .forEach(wrong -> errors.invalid(path.child("generateName"), generateName, wrong));
        }
        String name = metadata.path("name").asString("");
        if (!name.isEmpty()) {
            Names.pathSegment(name).forEach(wrong -> errors.invalid(path.child("name"), name, wrong));
        }
        String namespace = metadata.path("namespace").asString("");
        if (!namespace.isEmpty()) {
            Names.dns1123Label(namespace).forEach(wrong -> errors.invalid(path.child("namespace"), namespace, wrong));
        }
        JsonNode generation = metadata.path("generation");
        if (generation.isNumber() && generation.doubleValue() < 0) {
            errors.invalid(path.child("generation"), generation, "must be greater than or equal to 0");
        }
        metadata.path("labels").properties().forEach(label -> {
            Labels.key(label.getKey()).forEach(wrong -> errors.invalid(path.child("labels"), label.getKey(), wrong));
            String value = label.getValue().asString("");
            Labels.value(value).forEach(wrong -> errors.invalid(path.child("labels"), value, wrong));
        });
        annotations(path.child("annotations"), metadata.path("annotations"), errors);
        metadata.path("finalizers")
                .forEach(finalizer -> Labels.key(finalizer.asString(""))
                        .forEach(wrong -> errors.invalid(path.child("finalizers"), finalizer, wrong)));
    }

    private static void annotations(FieldPath path, JsonNode annotations, FieldErrors errors) {
        long bytes = 0;
        for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
            String key = annotation.getKey();
            Labels.key(key.toLowerCase(Locale.ROOT)).forEach(wrong -> errors.invalid(path, key, wrong));
            bytes += key.getBytes(StandardCharsets.UTF_8).length
                    + annotation.getValue().asString("").getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > ANNOTATIONS_MAX_BYTES) {
            errors.tooLong(path, ANNOTATIONS_MAX_BYTES);
        }
    }

    private static void map(
            ObjectNode map,
            Map<String, Shape> fields,
            String type,
            List<String> dropped,
            String path,
            Consumer<String> wrongType) {
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : map.properties()) {
            String name = member.getKey();
            Shape shape = fields.get(name);
            if (shape == null) {
                dropped.add(path + "." + name);
                gone.add(name);
            } else if (member.getValue().isNull()) {
                gone.add(name);
            } else if (!conforms(member.getValue(), shape, dropped, path + "." + name, wrongType)) {
                wrongType.accept("json: cannot unmarshal " + word(misfit(member.getValue(), shape))
                        + " into Go struct field " + type + "." + name + " of type " + goType(shape));
            }
        }
        map.remove(gone);
    }

    /** Of lists and maps of texts, the first element that is none. */
    private static JsonNode misfit(JsonNode value, Shape shape) {
        boolean elements = shape == Shape.TEXTS ? value.isArray() : shape == Shape.TEXT_MAP && value.isObject();
        return elements
                ? value.valueStream()
                        .filter(each -> !each.isString())
                        .findFirst()
                        .orElse(value)
                : value;
    }

    private static boolean conforms(
            JsonNode value, Shape shape, List<String> dropped, String path, Consumer<String> wrongType) {
        return switch (shape) {
            case TEXT -> value.isString();
            case NUMBER -> value.isIntegralNumber();
            case BOOLEAN -> value.isBoolean();
            case TEXTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
            case TEXT_MAP -> value.isObject() && value.valueStream().allMatch(JsonNode::isString);
            case OWNERS -> list(value, OWNER, "OwnerReference", dropped, path, wrongType);
            case MANAGERS -> list(value, MANAGER, "ManagedFieldsEntry", dropped, path, wrongType);
            case ANY -> true;
        };
    }

    private static boolean list(
            JsonNode value,
            Map<String, Shape> fields,
            String type,
            List<String> dropped,
            String path,
            Consumer<String> wrongType) {
        if (!value.isArray()) {
            return false;
        }
        for (int i = 0; i < value.size(); i++) {
            if (!(value.get(i) instanceof ObjectNode element)) {
                return false;
            }
            map(element, fields, type, dropped, path + "[" + i + "]", wrongType);
        }
        return true;
    }

    static String word(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT -> "object";
            case STRING -> "string";
            case BOOLEAN -> "bool";
            default -> "number";
        };
    }

    private static String goType(Shape shape) {
        return switch (shape) {
            case TEXT, TEXTS, TEXT_MAP -> "string";
            case NUMBER -> "int64";
            case BOOLEAN -> "bool";
            case OWNERS -> "[]v1.OwnerReference";
            case MANAGERS -> "[]v1.ManagedFieldsEntry";
            case ANY -> "v1.FieldsV1";
        };
    }
}
