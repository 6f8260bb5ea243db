package io.davit.kinds.table;

import io.davit.kinds.PrinterColumn;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * Rows of custom resources: the name, then the columns that the CustomResourceDefinition adds, each showing the first value its
 * path finds. A value of another type than its column is null.
 *
 * <p>Columns from the first one on whose path can't be read are left out.
 */
final class CustomPrinter {

    private static final PrinterColumn AGE =
            new PrinterColumn("Age", "date", "", Columns.CREATED, 0, ".metadata.creationTimestamp");

    private CustomPrinter() {}

    static TablePrinter of(List<PrinterColumn> columns) {
        Columns built = Columns.named();
        for (PrinterColumn each : columns.isEmpty() ? List.of(AGE) : columns) {
            Optional<JsonPath> path = JsonPath.parse(each.jsonPath());
            if (path.isEmpty()) {
                break;
            }
            add(built, each, path.get());
        }
        return built.build();
    }

    private static void add(Columns built, PrinterColumn column, JsonPath path) {
        String description = column.description().isEmpty()
                ? "Custom resource definition column (in JSONPath format): " + column.jsonPath()
                : column.description();
        built.priority(column.priority())
                .column(
                        column.name(),
                        column.type(),
                        column.format(),
                        description,
                        (object, now) -> path.find(object)
                                .flatMap(all -> all.stream().findFirst())
                                .map(value -> cell(column.type(), value, now))
                                .orElse(NullNode.instance));
    }

    private static JsonNode cell(String type, JsonNode value, Instant now) {
        return switch (type) {
            case "string" -> StringNode.valueOf(printed(value));
            case "integer" -> value.isNumber() ? LongNode.valueOf(whole(value)) : NullNode.instance;
            case "number" -> value.isNumber() ? value : NullNode.instance;
            case "boolean" -> value.isBoolean() ? value : NullNode.instance;
            case "date" -> value.isString() ? StringNode.valueOf(date(value.stringValue(), now)) : NullNode.instance;
            default -> NullNode.instance;
        };
    }

    private static String printed(JsonNode value) {
        if (value.isNull()) {
            return "<no value>";
        }
        return value.isContainer() ? PlainText.json(value) : PlainText.of(value);
    }

    private static long whole(JsonNode value) {
        return value.isIntegralNumber() ? value.longValue() : (long) value.doubleValue();
    }

    private static String date(String text, Instant now) {
        if (text.isEmpty() || text.equals("null")) {
            return Ages.UNKNOWN;
        }
        try {
            return Ages.human(Duration.between(OffsetDateTime.parse(text).toInstant(), now));
        } catch (DateTimeException e) {
            return Ages.INVALID;
        }
    }
}
