package io.davit.kinds.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.kinds.PrinterColumn;
import io.davit.model.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class CustomPrinterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string  | .spec.text | {\"spec\":{\"text\":\"t\"}} | \"t\"",
                "string  | .spec.text | {\"spec\":{\"text\":7}} | \"7\"",
                "string  | .spec.text | {\"spec\":{\"text\":{\"b\":\"<\",\"a\":1.0}}} | \"{\\\"a\\\":1,\\\"b\\\":\\\"\\\\u003c\\\"}\"",
                "string  | .spec.text | {\"spec\":{\"text\":null}} | \"<no value>\"",
                "string  | .spec.text | {\"spec\":{}} | null",
                "string  | .spec.text | {} | null",
                "integer | .a | {\"a\":1.5} | 1",
                "integer | .a | {\"a\":\"1\"} | null",
                "number  | .a | {\"a\":1.5} | 1.5",
                "boolean | .a | {\"a\":true} | true",
                "boolean | .a | {\"a\":1} | null",
                "date    | .a | {\"a\":\"2026-03-01T10:00:00Z\"} | \"120m\"",
                "date    | .a | {\"a\":\"2999-03-01T10:00:00Z\"} | \"<invalid>\"",
                "date    | .a | {\"a\":\"soon\"} | \"<invalid>\"",
                "date    | .a | {\"a\":5} | null",
                "string  | .l[0] | {\"l\":[\"x\",\"y\"]} | \"x\"",
                "string  | .l[-1] | {\"l\":[\"x\",\"y\"]} | \"y\"",
                "string  | .l[5] | {\"l\":[\"x\"]} | null",
                "string  | .l[0] | {\"l\":\"x\"} | null",
                "string  | .l[*].n | {\"l\":[{\"n\":\"x\"},{\"n\":\"y\"}]} | \"x\"",
                "string  | .l[1:].n | {\"l\":[{\"n\":\"x\"},{\"n\":\"y\"}]} | \"y\"",
                "string  | .l[?(@.t==\"b\")].n | {\"l\":[{\"t\":\"a\",\"n\":\"x\"},{\"t\":\"b\",\"n\":\"y\"}]} | \"y\"",
                "string  | .l[?(@.t=='b')].n | {\"l\":[{\"t\":\"a\",\"n\":\"x\"}]} | null",
                "string  | .l[?(@.t>1)].n | {\"l\":[{\"t\":1,\"n\":\"x\"},{\"t\":2,\"n\":\"y\"}]} | \"y\"",
                "string  | .l[?(@.t)].n | {\"l\":[{\"n\":\"x\"},{\"t\":2,\"n\":\"y\"}]} | \"y\"",
                "string  | .m.a\\.b/c | {\"m\":{\"a.b/c\":\"x\"}} | \"x\"",
                "string  | .m['a.b'] | {\"m\":{\"a.b\":\"x\"}} | \"x\"",
                "string  | ..n | {\"a\":{\"b\":{\"n\":\"x\"}}} | \"x\""
            })
    void showsTheFirstValueAtThePath(String type, String path, String object, String cell) {
        TablePrinter printer = CustomPrinter.of(List.of(new PrinterColumn("C", type, "", "", 0, path)));
        assertThat(printer.cells((ObjectNode) Json.parse(object), NOW).get(1)).hasToString(cell);
    }

    @Test
    void leavesOutColumnsThatCannotBeRead() {
        TablePrinter printer = CustomPrinter.of(Stream.of(".a", ".a[0", ".b")
                .map(path -> new PrinterColumn(path, "string", "", "", 0, path))
                .toList());
        assertThat(printer.columns()).extracting(TableColumn::name).containsExactly("Name", ".a");
    }

    @Test
    void showsTheAgeWhenNoColumnsAreAdded() {
        TablePrinter printer = CustomPrinter.of(List.of());
        assertThat(printer.columns()).extracting(TableColumn::name).containsExactly("Name", "Age");
        assertThat(printer.cells(
                        (ObjectNode) Json.parse(
                                "{\"metadata\":{\"name\":\"x\",\"creationTimestamp\":\"2026-03-01T11:59:00Z\"}}"),
                        NOW))
                .hasToString("[\"x\",\"60s\"]");
    }

    @Test
    void describesAColumnByItsPathUnlessItSaysMore() {
        TablePrinter printer = CustomPrinter.of(List.of(
                new PrinterColumn("A", "integer", "int32", "", 0, ".a"),
                new PrinterColumn("B", "string", "", "the b", 1, ".b")));
        assertThat(printer.columns().subList(1, 3))
                .containsExactly(
                        new TableColumn(
                                "A",
                                "integer",
                                "int32",
                                "Custom resource definition column (in JSONPath format): .a",
                                0),
                        new TableColumn("B", "string", "", "the b", 1));
    }
}
