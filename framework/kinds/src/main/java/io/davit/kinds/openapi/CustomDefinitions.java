package io.davit.kinds.openapi;

import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.SelectableField;
import io.davit.model.GroupVersionKind;
import io.davit.model.json.Json;
import io.davit.schema.openapi.CustomSchemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The definitions of a custom resource: the schema of its CustomResourceDefinition with what every object has, and its list's. */
final class CustomDefinitions {

    private final Dialect dialect;
    private final BuiltInDefinitions builtIn;

    CustomDefinitions(Dialect dialect, BuiltInDefinitions builtIn) {
        this.dialect = dialect;
        this.builtIn = builtIn;
    }

    /** {@code com.example.stable.v1.CronTab} for the group {@code stable.example.com}. */
    static String name(GroupVersionKind kind) {
        List<String> group = new ArrayList<>(List.of(kind.group().split("\\.")));
        Collections.reverse(group);
        return String.join(".", group) + "." + kind.version() + "." + kind.kind();
    }

    static String listName(ResourceDefinition definition) {
        return name(definition.groupVersion().kind(definition.listKind()));
    }

    ObjectNode object(ResourceDefinition definition) {
        builtIn.reference(BuiltInDefinitions.META + "ObjectMeta");
        ObjectNode schema = dialect == Dialect.V2
                ? CustomSchemas.v2(definition.schema(), definition.kind())
                : CustomSchemas.v3(definition.schema(), definition.kind());
        selectable(definition, schema);
        return schema;
    }

    ObjectNode list(ResourceDefinition definition) {
        GroupVersionKind listKind = definition.groupVersion().kind(definition.listKind());
        ObjectNode schema = Json.object();
        schema.put(
                "description",
                listKind.kind() + " is a list of " + definition.kind().kind());
        schema.put("type", "object");
        schema.putArray("required").add("items");
        ObjectNode properties = schema.putObject("properties");
        properties.set("apiVersion", text(Texts.API_VERSION));
        ObjectNode items = properties.putObject("items");
        items.put("description", "List of " + definition.plural() + ". More info: " + Texts.CONVENTIONS);
        items.put("type", "array");
        items.putObject("items").put("$ref", dialect.reference(name(definition.kind())));
        properties.set("kind", text(Texts.KIND));
        properties.set("metadata", reference(Texts.LIST_METADATA, "ListMeta"));
        schema.putArray("x-kubernetes-group-version-kind").add(Kinds.node(listKind));
        selectable(definition, schema);
        return schema;
    }

    private static void selectable(ResourceDefinition definition, ObjectNode schema) {
        for (SelectableField field : definition.selectableFields()) {
            schema.withArray("x-kubernetes-selectable-fields").addObject().put("fieldPath", field.label());
        }
    }

    private static ObjectNode text(String description) {
        return Json.object().put("description", description).put("type", "string");
    }

    private ObjectNode reference(String description, String metaType) {
        String reference = builtIn.reference(BuiltInDefinitions.META + metaType);
        ObjectNode schema = Json.object().put("description", description);
        if (dialect == Dialect.V3) {
            schema.putArray("allOf").addObject().put("$ref", reference);
        } else {
            schema.put("$ref", reference);
        }
        return schema;
    }
}
