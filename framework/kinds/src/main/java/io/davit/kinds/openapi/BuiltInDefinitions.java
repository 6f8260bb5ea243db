package io.davit.kinds.openapi;

import io.davit.kinds.type.Descriptions;
import io.davit.kinds.type.Field;
import io.davit.kinds.type.GoType;
import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import io.davit.model.GroupVersion;
import io.davit.model.json.Json;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects the definitions that a document refers to, each with all that it refers to in turn. */
final class BuiltInDefinitions {

    static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    static final String PATCH = META + "Patch";

    /** Kinds that are registered in every group and version, and say so. */
    private static final Set<String> EVERYWHERE = Set.of(META + "DeleteOptions", META + "WatchEvent");

    private final Dialect dialect;
    private final List<GroupVersion> groupVersions;
    private final TypeTable types = TypeTable.get();
    private final Map<String, ObjectNode> written = new TreeMap<>();
    private final Deque<String> wanted = new ArrayDeque<>();

    /** {@code groupVersions}: those the document is about. */
    BuiltInDefinitions(Dialect dialect, List<GroupVersion> groupVersions) {
        this.dialect = dialect;
        this.groupVersions = groupVersions;
    }

    /** The text for {@code $ref}; the definition will be among {@link #all}. */
    String reference(String definition) {
        if (!written.containsKey(definition) && !wanted.contains(definition)) {
            wanted.add(definition);
        }
        return dialect.reference(definition);
    }

    /** Everything referred to until now, by name. */
    ObjectNode all() {
        while (!wanted.isEmpty()) {
            String name = wanted.remove();
            if (!written.containsKey(name)) {
                written.put(name, definition(name));
            }
        }
        ObjectNode all = Json.object();
        written.forEach(all::set);
        return all;
    }

    private ObjectNode definition(String name) {
        StructType struct = types.struct(name);
        if (struct != null) {
            return struct(struct);
        }
        return name.equals(PATCH)
                ? described(Texts.PATCH).put("type", "object")
                : form((GoType.Custom) types.type(name));
    }

    private ObjectNode struct(StructType type) {
        Descriptions.Description texts = Descriptions.get().of(type.name());
        ObjectNode schema = described(texts.text());
        schema.put("type", "object");
        ArrayNode required = Json.array();
        Map<String, ObjectNode> properties = new TreeMap<>();
        for (Field field : type.fields()) {
            if (field.required()) {
                required.add(field.name());
            }
            properties.put(field.name(), property(field, texts.field(field.name())));
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (!properties.isEmpty()) {
            properties.forEach(schema.withObject("properties")::set);
        }
        JsonNode facts = type.facts();
        kinds(type, facts, schema);
        if (facts.has("mapType")) {
            schema.set("x-kubernetes-map-type", facts.path("mapType"));
        }
        if (facts.has("unions")) {
            schema.set("x-kubernetes-unions", facts.path("unions"));
        }
        return schema;
    }

    private void kinds(StructType type, JsonNode facts, ObjectNode schema) {
        if (EVERYWHERE.contains(type.name())) {
            Set<GroupVersion> everywhere =
                    new TreeSet<>(Comparator.comparing(GroupVersion::group).thenComparing(GroupVersion::version));
            everywhere.add(new GroupVersion("", "v1"));
            everywhere.addAll(groupVersions);
            ArrayNode kinds = schema.putArray("x-kubernetes-group-version-kind");
            everywhere.forEach(groupVersion -> kinds.add(Kinds.node(groupVersion.kind(type.simpleName()))));
        } else if (facts.path("kind").isObject()) {
            schema.putArray("x-kubernetes-group-version-kind").add(facts.path("kind"));
        }
    }

    private ObjectNode property(Field field, String text) {
        ObjectNode schema = described(text);
        JsonNode facts = field.facts();
        shape(field.type(), facts, schema, true);
        if (facts.has("format")) {
            schema.set("format", facts.path("format"));
        }
        if (dialect == Dialect.V3 && facts.has("default3")) {
            schema.set("default", facts.path("default3"));
        }
        JsonNode values = dialect == Dialect.V3 && facts.has("enum3") ? facts.path("enum3") : facts.path("enum");
        if (values.isArray()) {
            schema.set("enum", values);
        }
        copy(facts, "listMapKeys", schema, "x-kubernetes-list-map-keys");
        copy(facts, "listType", schema, "x-kubernetes-list-type");
        copy(facts, "mapType", schema, "x-kubernetes-map-type");
        copy(facts, "patchMergeKey", schema, "x-kubernetes-patch-merge-key");
        copy(facts, "patchStrategy", schema, "x-kubernetes-patch-strategy");
        return schema.size() == 1 && schema.has("allOf")
                ? (ObjectNode) schema.path("allOf").path(0)
                : schema;
    }

    private static void copy(JsonNode facts, String fact, ObjectNode schema, String name) {
        if (facts.has(fact)) {
            schema.set(name, facts.path(fact));
        }
    }

    /** Adds what the type says. Non-pointer objects have an empty default in v3. */
    private void shape(GoType type, JsonNode facts, ObjectNode schema, boolean property) {
        switch (type) {
            case GoType.Pointer pointer -> {
                shape(pointer.target(), facts, schema, property);
                schema.remove("default");
            }
            case GoType.Basic basic -> basic(basic.primitive(), schema);
            case GoType.Bytes _ -> schema.put("type", "string").put("format", "byte");
            case GoType.ListOf list ->
                schema.put("type", "array").set("items", element(list.element(), facts.path("elementEnum")));
            case GoType.MapOf map ->
                schema.put("type", "object")
                        .set("additionalProperties", element(map.value(), facts.path("elementEnum")));
            case StructType struct -> {
                if (dialect == Dialect.V3) {
                    schema.putObject("default");
                }
                refer(struct.name(), schema, true);
            }
            case GoType.Custom custom -> refer(custom.name(), schema, property);
            case GoType.Any _ -> {}
        }
    }

    /** Beside a reference nothing else counts in v3, so it goes into an {@code allOf} of one where there is something else. */
    private void refer(String definition, ObjectNode schema, boolean besideOthers) {
        String reference = reference(definition);
        if (dialect == Dialect.V3 && besideOthers) {
            schema.putArray("allOf").addObject().put("$ref", reference);
        } else {
            schema.put("$ref", reference);
        }
    }

    private ObjectNode element(GoType type, JsonNode values) {
        ObjectNode schema = Json.object();
        shape(type, values, schema, false);
        if (dialect == Dialect.V3) {
            if (type instanceof GoType.Basic basic) {
                switch (basic.primitive()) {
                    case STRING -> schema.put("default", "");
                    case BOOL -> schema.put("default", false);
                    case INT32, INT64, FLOAT64 -> schema.put("default", 0);
                }
            }
        }
        if (values.isArray()) {
            schema.set("enum", values);
        }
        return schema;
    }

    private static void basic(GoType.Primitive primitive, ObjectNode schema) {
        switch (primitive) {
            case BOOL -> schema.put("type", "boolean");
            case STRING -> schema.put("type", "string");
            case INT32 -> schema.put("type", "integer").put("format", "int32");
            case INT64 -> schema.put("type", "integer").put("format", "int64");
            case FLOAT64 -> schema.put("type", "number").put("format", "double");
        }
    }

    private ObjectNode form(GoType.Custom type) {
        String text = Descriptions.get().of(type.name()).text();
        ObjectNode schema = described(text.isEmpty() ? Texts.of(type.form()) : text);
        boolean v3 = dialect == Dialect.V3;
        switch (type.form()) {
            case TIME, MICRO_TIME -> schema.put("type", "string").put("format", "date-time");
            case QUANTITY -> {
                if (v3) {
                    oneOf(schema, "string", "number");
                } else {
                    schema.put("type", "string");
                }
            }
            case INT_OR_STRING -> {
                schema.put("format", "int-or-string");
                if (v3) {
                    oneOf(schema, "integer", "string");
                } else {
                    schema.put("type", "string");
                }
            }
            case RAW_EXTENSION, FIELDS_V1 -> schema.put("type", "object");
            case JSON, SCHEMA_OR_ARRAY, SCHEMA_OR_BOOL, SCHEMA_OR_STRINGS -> {}
        }
        return schema;
    }

    private static void oneOf(ObjectNode schema, String... types) {
        ArrayNode choices = schema.putArray("oneOf");
        for (String type : types) {
            choices.addObject().put("type", type);
        }
    }

    private static ObjectNode described(String text) {
        ObjectNode schema = Json.object();
        if (!text.isEmpty()) {
            schema.put("description", text);
        }
        return schema;
    }
}
