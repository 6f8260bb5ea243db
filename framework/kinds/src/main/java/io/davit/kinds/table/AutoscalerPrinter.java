package io.davit.kinds.table;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows of horizontal pod autoscalers: each metric's present value beside its target. */
final class AutoscalerPrinter {

    static final TablePrinter PRINTER = Columns.named()
            .text(
                    "Reference",
                    "What is scaled.",
                    h -> Read.text(h, "spec", "scaleTargetRef", "kind")
                            + "/"
                            + Read.text(h, "spec", "scaleTargetRef", "name"))
            .text("Targets", "Each metric, present and wanted.", AutoscalerPrinter::targets)
            .text("MinPods", "The fewest replicas.", h -> Read.textOr(Read.UNSET, h, "spec", "minReplicas"))
            .number("MaxPods", "The most replicas.", h -> Read.integer(h, "spec", "maxReplicas"))
            .number("Replicas", "How many replicas there are.", h -> Read.integer(h, "status", "currentReplicas"))
            .age()
            .build();

    private AutoscalerPrinter() {}

    private static String targets(ObjectNode autoscaler) {
        JsonNode wanted = metrics(autoscaler, "spec", "metrics", "targetCPUUtilizationPercentage");
        JsonNode present = metrics(autoscaler, "status", "currentMetrics", "currentCPUUtilizationPercentage");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            all.add(target(wanted.get(i), present.path(i)));
        }
        return all.isEmpty() ? Read.NONE : Read.some(all, 2, ", ");
    }

    /** The metrics; of an object in autoscaling/v1, the one that version knows. */
    private static JsonNode metrics(ObjectNode autoscaler, String part, String field, String oldField) {
        JsonNode metrics = Read.at(autoscaler, part, field);
        JsonNode old = Read.at(autoscaler, part, oldField);
        if (metrics.isArray() || !old.isNumber()) {
            return metrics;
        }
        ObjectNode metric = Json.object().put("type", "Resource");
        ObjectNode cpu = metric.putObject("resource").put("name", "cpu");
        cpu.putObject(part.equals("spec") ? "target" : "current").set("averageUtilization", old);
        return Json.array().add(metric);
    }

    private static String target(JsonNode wanted, JsonNode present) {
        return switch (Read.text(wanted, "type")) {
            case "External" -> averageOrValue(wanted.path("external"), present.path("external"));
            case "Object" -> averageOrValue(wanted.path("object"), present.path("object"));
            case "Pods" -> {
                String now = present.has("pods")
                        ? Read.textOr("0", present, "pods", "current", "averageValue")
                        : Ages.UNKNOWN;
                yield now + "/" + Read.text(wanted, "pods", "target", "averageValue");
            }
            case "Resource" -> resource(wanted.path("resource"), present.path("resource"));
            case "ContainerResource" -> resource(wanted.path("containerResource"), present.path("containerResource"));
            default -> "<unknown type>";
        };
    }

    private static String averageOrValue(JsonNode wanted, JsonNode present) {
        boolean average = Read.has(wanted, "target", "averageValue");
        String field = average ? "averageValue" : "value";
        String now = Read.textOr(Ages.UNKNOWN, present, "current", field);
        return now + "/" + Read.text(wanted, "target", field) + (average ? " (avg)" : "");
    }

    private static String resource(JsonNode wanted, JsonNode present) {
        String name = Read.text(wanted, "name") + ": ";
        if (Read.has(wanted, "target", "averageValue")) {
            String now = present.isObject() ? Read.textOr("0", present, "current", "averageValue") : Ages.UNKNOWN;
            return name + now + "/" + Read.text(wanted, "target", "averageValue");
        }
        return name + percent(present.path("current"), Ages.UNKNOWN) + "/" + percent(wanted.path("target"), "<auto>");
    }

    private static String percent(JsonNode from, String none) {
        return Read.has(from, "averageUtilization") ? Read.integer(from, "averageUtilization") + "%" : none;
    }
}
