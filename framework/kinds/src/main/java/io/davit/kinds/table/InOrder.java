package io.davit.kinds.table;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Another printer's rows, in an order of their own rather than that of the list. */
record InOrder(TablePrinter printer, Comparator<ObjectNode> by) implements TablePrinter {

    @Override
    public List<TableColumn> columns() {
        return printer.columns();
    }

    @Override
    public ArrayNode cells(ObjectNode object, Instant now) {
        return printer.cells(object, now);
    }

    @Override
    public List<RowCondition> conditions(ObjectNode object) {
        return printer.conditions(object);
    }

    @Override
    public Comparator<ObjectNode> order() {
        return by;
    }
}
