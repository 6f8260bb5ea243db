package io.davit.schema.openapi;

import io.davit.model.GroupVersionKind;
import io.davit.model.json.Json;
import io.davit.schema.Schema;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema of a custom kind as OpenAPI documents carry it: what its definition says, with apiVersion, kind and metadata added at the
 * root and in embedded resources, and the kind's name.
 *
 * <p>Version 2 knows less: the logic keywords, defaults and nullable go, and where unknown fields are kept nothing is said of the known
 * ones, since kubectl would refuse the others.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#publish-validation-schema-in-openapi">Publish validation schema in OpenAPI</a>
 */
public final class CustomSchemas {

    private CustomSchemas() {}

    /** For {@code components.schemas} of a version 3 document. */
    public static ObjectNode v3(Schema schema, GroupVersionKind kind) {
        return kind(new Publication(false).object(schema.source()), kind);
    }

    /** For {@code definitions} of the version 2 document. */
    public static ObjectNode v2(Schema schema, GroupVersionKind kind) {
        ObjectNode object = schema.preservesUnknownFields()
                ? Json.object().put("type", "object")
                : new Publication(true).object(schema.source());
        return kind(object, kind);
    }

    private static ObjectNode kind(ObjectNode object, GroupVersionKind kind) {
        object.putArray("x-kubernetes-group-version-kind")
                .addObject()
                .put("group", kind.group())
                .put("kind", kind.kind())
                .put("version", kind.version());
        return object;
    }
}
