package io.davit.kinds.autoscaling;

import io.davit.kinds.reading.Field;
import io.davit.model.json.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Metrics the way the annotations of {@code autoscaling/v1} write them: flat, each kind with names of its own. */
final class OldMetrics {

    private OldMetrics() {}

    private static String source(Field metric) {
        String type = metric.get("type").text();
        return type.isEmpty() ? "" : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }

    private static ObjectNode wrapped(Field metric, String source, ObjectNode content) {
        ObjectNode whole = Json.object().put("type", metric.get("type").text());
        whole.set(source, content);
        return whole;
    }

    static ObjectNode ofMetric(ObjectNode metric) {
        Field from = Field.of(metric);
        String name = source(from);
        Field source = from.get(name);
        Field target = source.get("target");
        Flat flat = new Flat();
        switch (name) {
            case "object" ->
                flat.reference(source)
                        .text("metricName", source.get("metric", "name"))
                        .amount("targetValue", target.get("value"))
                        .maybe("selector", source.get("metric", "selector"))
                        .maybe("averageValue", target.get("averageValue"));
            case "pods" ->
                flat.text("metricName", source.get("metric", "name"))
                        .amount("targetAverageValue", target.get("averageValue"))
                        .maybe("selector", source.get("metric", "selector"));
            case "external" ->
                flat.text("metricName", source.get("metric", "name"))
                        .maybe("metricSelector", source.get("metric", "selector"))
                        .maybe("targetValue", target.get("value"))
                        .maybe("targetAverageValue", target.get("averageValue"));
            default ->
                flat.text("name", source.get("name"))
                        .maybe("targetAverageUtilization", target.get("averageUtilization"))
                        .maybe("targetAverageValue", target.get("averageValue"))
                        .maybe("container", source.get("container"));
        }
        return wrapped(from, name, flat.object);
    }

    static ObjectNode ofStatus(ObjectNode metric) {
        Field from = Field.of(metric);
        String name = source(from);
        Field source = from.get(name);
        Field current = source.get("current");
        Flat flat = new Flat();
        switch (name) {
            case "object" ->
                flat.reference(source)
                        .text("metricName", source.get("metric", "name"))
                        .amount("currentValue", current.get("value"))
                        .maybe("selector", source.get("metric", "selector"))
                        .maybe("averageValue", current.get("averageValue"));
            case "pods" ->
                flat.text("metricName", source.get("metric", "name"))
                        .amount("currentAverageValue", current.get("averageValue"))
                        .maybe("selector", source.get("metric", "selector"));
            case "external" ->
                flat.text("metricName", source.get("metric", "name"))
                        .maybe("metricSelector", source.get("metric", "selector"))
                        .amount("currentValue", current.get("value"))
                        .maybe("currentAverageValue", current.get("averageValue"));
            default ->
                flat.text("name", source.get("name"))
                        .maybe("currentAverageUtilization", current.get("averageUtilization"))
                        .amount("currentAverageValue", current.get("averageValue"))
                        .maybe("container", source.get("container"));
        }
        return wrapped(from, name, flat.object);
    }

    static ObjectNode condition(ObjectNode condition) {
        Field from = Field.of(condition);
        Flat flat = new Flat().text("type", from.get("type")).text("status", from.get("status"));
        if (from.get("lastTransitionTime").isAbsent()) {
            flat.object.putNull("lastTransitionTime");
        }
        return flat.maybe("lastTransitionTime", from.get("lastTransitionTime"))
                .maybe("reason", from.get("reason"))
                .maybe("message", from.get("message"))
                .object;
    }

    static ObjectNode toMetric(ObjectNode old) {
        Field from = Field.of(old);
        String name = source(from);
        Field source = from.get(name);
        Flat target = new Flat();
        Flat content = new Flat();
        switch (name) {
            case "object" -> {
                content.maybe("describedObject", source.get("target"));
                boolean average = source.get("averageValue").isPresent();
                target.plain("type", average ? "AverageValue" : "Value");
                target.maybe(average ? "averageValue" : "value", source.get(average ? "averageValue" : "targetValue"));
            }
            case "pods" -> target.plain("type", "AverageValue").maybe("averageValue", source.get("targetAverageValue"));
            case "external" ->
                target.plain("type", source.get("targetValue").isPresent() ? "Value" : "AverageValue")
                        .maybe("value", source.get("targetValue"))
                        .maybe("averageValue", source.get("targetAverageValue"));
            default -> {
                Field utilization = source.get("targetAverageUtilization");
                content.text("name", source.get("name")).maybe("container", source.get("container"));
                target.plain("type", utilization.isPresent() ? "Utilization" : "AverageValue")
                        .maybe("averageUtilization", utilization)
                        .maybe("averageValue", source.get("targetAverageValue"));
            }
        }
        identifier(name, source, content);
        content.object.set("target", target.object);
        return wrapped(from, name, content.object);
    }

    static ObjectNode toStatus(ObjectNode old) {
        Field from = Field.of(old);
        String name = source(from);
        Field source = from.get(name);
        Flat current = new Flat();
        Flat content = new Flat();
        switch (name) {
            case "object" -> {
                content.maybe("describedObject", source.get("target"));
                current.maybe("value", source.get("currentValue")).maybe("averageValue", source.get("averageValue"));
            }
            case "pods" -> current.maybe("averageValue", source.get("currentAverageValue"));
            case "external" ->
                current.maybe("value", source.get("currentValue"))
                        .maybe("averageValue", source.get("currentAverageValue"));
            default -> {
                content.text("name", source.get("name")).maybe("container", source.get("container"));
                current.maybe("averageUtilization", source.get("currentAverageUtilization"))
                        .maybe("averageValue", source.get("currentAverageValue"));
            }
        }
        identifier(name, source, content);
        content.object.set("current", current.object);
        return wrapped(from, name, content.object);
    }

    private static void identifier(String name, Field source, Flat content) {
        if (List.of("object", "pods", "external").contains(name)) {
            Flat metric = new Flat()
                    .text("name", source.get("metricName"))
                    .maybe("selector", source.get(name.equals("external") ? "metricSelector" : "selector"));
            content.object.set("metric", metric.object);
        }
    }

    /** Collects fields in their order. */
    private static final class Flat {

        private final ObjectNode object = Json.object();

        Flat plain(String name, String value) {
            object.put(name, value);
            return this;
        }

        Flat text(String name, Field value) {
            object.put(name, value.text());
            return this;
        }

        Flat amount(String name, Field value) {
            object.put(name, value.isAbsent() ? "0" : value.text());
            return this;
        }

        Flat maybe(String name, Field value) {
            if (value.isPresent()) {
                object.set(name, value.value());
            }
            return this;
        }

        Flat reference(Field source) {
            Field reference = source.get("describedObject");
            Flat target = new Flat().text("kind", reference.get("kind")).text("name", reference.get("name"));
            if (!reference.get("apiVersion").isZero()) {
                target.text("apiVersion", reference.get("apiVersion"));
            }
            object.set("target", target.object);
            return this;
        }
    }
}
