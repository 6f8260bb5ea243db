package io.davit.kinds.table;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows objects of one resource as rows of a Table.
 *
 * <p>Objects come in the version in which they are stored. Any object gets a row, also one without any content (a bookmark).
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables">Resources as tables</a>
 */
public interface TablePrinter {

    List<TableColumn> columns();

    /**
     * The cells of an object's row, in the order of the columns: strings, numbers, booleans and nulls.
     *
     * @param now the time that ages are counted to
     */
    ArrayNode cells(ObjectNode object, Instant now);

    /** In which order rows come; as the list has them for most. */
    default @Nullable Comparator<ObjectNode> order() {
        return null;
    }

    /** What the row's {@code conditions} say; empty for most. */
    default List<RowCondition> conditions(ObjectNode object) {
        return List.of();
    }
}
