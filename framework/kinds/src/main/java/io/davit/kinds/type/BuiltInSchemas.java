package io.davit.kinds.type;

import io.davit.schema.ListType;
import io.davit.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The schemas of the built-in kinds, made from their Go types when first asked for.
 *
 * <p>Descriptions are left out: only OpenAPI needs them.
 */
public final class BuiltInSchemas {

    private static final Map<String, Schema> DEFINITIONS = new ConcurrentHashMap<>();

    private BuiltInSchemas() {}

    /** The schema of a definition; {@link Schema#reference()} is its name. */
    public static Schema of(StructType type) {
        return Schema.builder().reference(type.name(), () -> definition(type)).build();
    }

    private static Schema definition(StructType type) {
        Schema known = DEFINITIONS.get(type.name());
        if (known == null) {
            known = read(type);
            DEFINITIONS.put(type.name(), known);
        }
        return known;
    }

    private static Schema read(StructType type) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        Set<String> required = new LinkedHashSet<>();
        for (Field field : type.fields()) {
            properties.put(field.name(), field(field));
            if (field.required()) {
                required.add(field.name());
            }
        }
        return Schema.builder()
                .type("object")
                .properties(properties)
                .required(required)
                .atomicMap(type.facts().path("mapType").asString("").equals("atomic"))
                .build();
    }

    private static Schema field(Field field) {
        Schema.Builder schema = typed(field.type());
        JsonNode facts = field.facts();
        switch (facts.path("listType").asString("")) {
            case "map" -> schema.listType(ListType.MAP).listMapKeys(field.factTexts("listMapKeys"));
            case "set" -> schema.listType(ListType.SET);
            default -> schema.listType(ListType.ATOMIC);
        }
        schema.atomicMap(facts.path("mapType").asString("").equals("atomic"));
        schema.granularMap(facts.path("mapType").asString("").equals("granular"));
        if (facts.has("patchStrategy")) {
            schema.patchStrategies(Set.of(facts.path("patchStrategy").asString().split(",")));
        }
        schema.patchMergeKey(facts.path("patchMergeKey").asString(""));
        if (facts.has("format")) {
            schema.format(facts.path("format").asString());
        }
        if (facts.has("enum")) {
            List<JsonNode> values = new ArrayList<>();
            facts.path("enum").forEach(values::add);
            schema.enumeration(values);
        }
        if (facts.has("default3")) {
            schema.defaultValue(facts.path("default3"));
        }
        return schema.build();
    }

    private static Schema.Builder typed(GoType type) {
        return switch (type) {
            case GoType.Basic basic -> basic(basic.primitive());
            case GoType.Bytes _ -> Schema.builder().type("string").format("byte");
            case GoType.ListOf list ->
                Schema.builder().type("array").items(typed(list.element()).build());
            case GoType.MapOf map ->
                Schema.builder()
                        .type("object")
                        .additionalProperties(typed(map.value()).build());
            case GoType.Pointer pointer -> typed(pointer.target());
            case GoType.Any _ -> Schema.builder();
            case StructType struct -> Schema.builder().reference(struct.name(), () -> definition(struct));
            case GoType.Custom custom -> {
                Schema form = form(custom.form());
                yield Schema.builder().reference(custom.name(), () -> form);
            }
        };
    }

    private static Schema.Builder basic(GoType.Primitive primitive) {
        return switch (primitive) {
            case BOOL -> Schema.builder().type("boolean");
            case STRING -> Schema.builder().type("string");
            case INT32 -> Schema.builder().type("integer").format("int32");
            case INT64 -> Schema.builder().type("integer").format("int64");
            case FLOAT64 -> Schema.builder().type("number").format("double");
        };
    }

    private static Schema form(GoType.Form form) {
        return switch (form) {
            case TIME, MICRO_TIME ->
                Schema.builder().type("string").format("date-time").build();
            case QUANTITY -> Schema.builder().type("string").build();
            case INT_OR_STRING ->
                Schema.builder()
                        .type("string")
                        .format("int-or-string")
                        .intOrString(true)
                        .build();
            case RAW_EXTENSION, FIELDS_V1 -> Schema.builder().type("object").build();
            case JSON, SCHEMA_OR_ARRAY, SCHEMA_OR_BOOL, SCHEMA_OR_STRINGS ->
                Schema.builder().build();
        };
    }
}
