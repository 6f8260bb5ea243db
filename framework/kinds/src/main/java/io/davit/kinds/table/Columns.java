package io.davit.kinds.table;

import io.davit.model.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Builds a printer column by column: each has a heading and the function that finds its cell. */
final class Columns {

    static final String NAME =
            "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names";
    static final String CREATED =
            "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";

    private final List<TableColumn> headings = new ArrayList<>();
    private final List<BiFunction<ObjectNode, Instant, JsonNode>> cells = new ArrayList<>();
    private Function<ObjectNode, List<RowCondition>> conditions = o -> List.of();
    private int priority;

    private Columns() {}

    static Columns empty() {
        return new Columns();
    }

    /** Begins with the name of the object. */
    static Columns named() {
        return named(Read::name);
    }

    /** Begins with the name of the object and what is worth saying right behind it. */
    static Columns named(Function<ObjectNode, String> name) {
        return empty().name(name);
    }

    Columns name(Function<ObjectNode, String> name) {
        return column("Name", "string", "name", NAME, (o, now) -> StringNode.valueOf(name.apply(o)));
    }

    Columns text(String name, String description, Function<ObjectNode, String> cell) {
        return column(name, "string", "", description, (o, now) -> StringNode.valueOf(cell.apply(o)));
    }

    /** A text that depends on the time of asking, such as an age. */
    Columns timed(String name, String description, BiFunction<ObjectNode, Instant, String> cell) {
        return column(name, "string", "", description, (o, now) -> StringNode.valueOf(cell.apply(o, now)));
    }

    Columns integer(String name, String description, ToLongFunction<ObjectNode> cell) {
        return column(name, "integer", "", description, (o, now) -> LongNode.valueOf(cell.applyAsLong(o)));
    }

    /** A number in a column that calls itself a string. */
    Columns number(String name, String description, ToLongFunction<ObjectNode> cell) {
        return column(name, "string", "", description, (o, now) -> LongNode.valueOf(cell.applyAsLong(o)));
    }

    Columns flag(String name, String description, Predicate<ObjectNode> cell) {
        return column(name, "boolean", "", description, (o, now) -> BooleanNode.valueOf(cell.test(o)));
    }

    Columns age() {
        return timed("Age", CREATED, Ages::created);
    }

    Columns createdAt() {
        return column("Created At", "date", "", CREATED, (o, now) -> StringNode.valueOf(Ages.createdAt(o)));
    }

    /** The following columns are for wide output. */
    Columns wide() {
        return priority(1);
    }

    /** The following columns are always printed. */
    Columns normal() {
        return priority(0);
    }

    /** The following columns have this priority. */
    Columns priority(int value) {
        priority = value;
        return this;
    }

    Columns column(
            String name,
            String type,
            String format,
            String description,
            BiFunction<ObjectNode, Instant, JsonNode> cell) {
        headings.add(new TableColumn(name, type, format, description, priority));
        return unnamed(cell);
    }

    /** A cell that no column announces. */
    Columns unnamed(BiFunction<ObjectNode, Instant, JsonNode> cell) {
        cells.add(cell);
        return this;
    }

    Columns conditions(Function<ObjectNode, List<RowCondition>> of) {
        conditions = of;
        return this;
    }

    TablePrinter build() {
        return new Printer(List.copyOf(headings), List.copyOf(cells), conditions);
    }

    private record Printer(
            List<TableColumn> columns,
            List<BiFunction<ObjectNode, Instant, JsonNode>> functions,
            Function<ObjectNode, List<RowCondition>> rowConditions)
            implements TablePrinter {

        @Override
        public ArrayNode cells(ObjectNode object, Instant now) {
            ArrayNode row = Json.array();
            functions.forEach(each -> row.add(each.apply(object, now)));
            return row;
        }

        @Override
        public List<RowCondition> conditions(ObjectNode object) {
            return rowConditions.apply(object);
        }
    }
}
