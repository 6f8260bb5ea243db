package io.davit.apiserver.transform;

import io.davit.apiserver.negotiation.Transform;
import io.davit.apiserver.request.Query;
import io.davit.kinds.table.RowCondition;
import io.davit.kinds.table.TableColumn;
import io.davit.kinds.table.TablePrinter;
import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the documents of one answer, or of the events of one watch, from objects: the objects themselves, Tables or metadata.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#alternate-representations-of-resources">Alternate representations</a>
 */
public final class Transformer {

    private final Transform transform;
    private final IncludeObject include;
    private final String kind;
    private final TablePrinter printer;
    private final Clock clock;

    private Transformer(Transform transform, IncludeObject include, String kind, TablePrinter printer, Clock clock) {
        this.transform = transform;
        this.include = include;
        this.kind = kind;
        this.printer = printer;
        this.clock = clock;
    }

    /**
     * For objects of one kind.
     *
     * @param query {@code includeObject} counts, and is validated, for Tables
     * @param printer asked for Tables only
     */
    public static Transformer of(Transform transform, Query query, String kind, TablePrinter printer, Clock clock) {
        IncludeObject include = transform instanceof Transform.Table ? IncludeObject.of(query) : IncludeObject.METADATA;
        return new Transformer(transform, include, kind, printer, clock);
    }

    /** One object as a document. */
    public ObjectNode object(Viewed object) {
        return switch (transform) {
            case Transform.None none -> object.served();
            case Transform.Table table -> table(table, metadataOf(object), List.of(object), true);
            case Transform.Metadata metadata -> metadata(object, metadata.version());
            case Transform.MetadataList list ->
                throw notAcceptable("you requested PartialObjectMetadataList, but the requested object is not a list ("
                        + kind + ")");
        };
    }

    /** The object of a watch's event; a Table tells its columns only when it is the {@code first}. */
    public ObjectNode event(Viewed object, boolean first) {
        return transform instanceof Transform.Table table
                ? table(table, metadataOf(object), List.of(object), first)
                : object(object);
    }

    /**
     * A list as a document; only for Tables and metadata.
     *
     * @param metadata the list's own: resourceVersion, continue, remainingItemCount
     */
    public ObjectNode list(ObjectNode metadata, List<Viewed> objects) {
        return switch (transform) {
            case Transform.None none ->
                throw new IllegalStateException("lists that are not transformed have their own form");
            case Transform.Table table -> table(table, metadata, objects, true);
            case Transform.Metadata one ->
                throw notAcceptable(
                        "you requested PartialObjectMetadata, but the requested object is a list (" + kind + "List)");
            case Transform.MetadataList list -> metadataList(metadata, objects, list.version());
        };
    }

    private ObjectNode table(Transform.Table table, ObjectNode metadata, List<Viewed> objects, boolean withColumns) {
        ObjectNode document = typed("Table", table.version());
        document.set("metadata", metadata);
        if (withColumns) {
            ArrayNode columns = document.putArray("columnDefinitions");
            for (TableColumn column : printer.columns()) {
                columns.add(column.json());
            }
        } else {
            document.putNull("columnDefinitions");
        }
        ArrayNode rows = document.putArray("rows");
        inOrder(objects).forEach(object -> rows.add(row(object, table.version())));
        return document;
    }

    private List<Viewed> inOrder(List<Viewed> objects) {
        Comparator<ObjectNode> order = printer.order();
        return order == null
                ? objects
                : objects.stream()
                        .sorted(Comparator.comparing(Viewed::stored, order))
                        .toList();
    }

    private ObjectNode row(Viewed object, String version) {
        ObjectNode row = Json.object();
        row.set("cells", printer.cells(object.stored(), clock.instant()));
        List<RowCondition> conditions = printer.conditions(object.stored());
        if (!conditions.isEmpty()) {
            ArrayNode list = row.putArray("conditions");
            conditions.forEach(condition -> list.add(condition.json()));
        }
        switch (include) {
            case NONE -> row.putNull("object");
            case METADATA -> row.set("object", metadata(object, version));
            case OBJECT -> row.set("object", object.served());
        }
        return row;
    }

    private static ObjectNode metadataList(ObjectNode metadata, List<Viewed> objects, String version) {
        ObjectNode document = typed("PartialObjectMetadataList", version);
        document.set("metadata", metadata);
        if (objects.isEmpty()) {
            // What upstream's encoder makes of a list that was never begun.
            return document.putNull("items");
        }
        ArrayNode items = document.putArray("items");
        objects.forEach(object -> items.add(metadata(object, version)));
        return document;
    }

    private static ObjectNode metadata(Viewed object, String version) {
        ObjectNode document = typed("PartialObjectMetadata", version);
        JsonNode metadata = object.served().get("metadata");
        document.set("metadata", metadata == null ? Json.object() : metadata);
        return document;
    }

    /** The metadata of a Table of one object: its version. */
    private static ObjectNode metadataOf(Viewed object) {
        ObjectNode metadata = Json.object();
        String version =
                object.served().path("metadata").path("resourceVersion").asString("");
        if (!version.isEmpty()) {
            metadata.put("resourceVersion", version);
        }
        return metadata;
    }

    private static ObjectNode typed(String kind, String version) {
        return Json.object().put("kind", kind).put("apiVersion", "meta.k8s.io/" + version);
    }

    private static ApiException notAcceptable(String message) {
        return new ApiException(Reason.NOT_ACCEPTABLE, message);
    }
}
