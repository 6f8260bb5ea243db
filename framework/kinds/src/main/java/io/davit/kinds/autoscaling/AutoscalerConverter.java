package io.davit.kinds.autoscaling;

import io.davit.kinds.Converter;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.shown.Shown;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns autoscalers of {@code autoscaling/v1} into the {@code autoscaling/v2} that is stored, and back. What the old version has no
 * fields for travels in annotations, which are never stored.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/">Horizontal Pod Autoscaling</a>
 */
public final class AutoscalerConverter implements Converter {

    private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
    private static final String METRICS = PREFIX + "metrics";
    private static final String CURRENT = PREFIX + "current-metrics";
    private static final String CONDITIONS = PREFIX + "conditions";
    private static final String BEHAVIOR = PREFIX + "behavior";

    @Override
    public ObjectNode toStored(ObjectNode served) {
        Field annotations = Field.of(served.deepCopy()).get("metadata", "annotations");
        ObjectNode spec = Fill.object(served, "spec");
        ArrayNode metrics = Json.array();
        objects(annotations.get(METRICS)).forEach(old -> metrics.add(OldMetrics.toMetric(old)));
        JsonNode cpu = spec.remove("targetCPUUtilizationPercentage");
        if (cpu != null && cpu.isNumber()) {
            metrics.add(cpu(cpu.intValue()));
        }
        spec.set("metrics", metrics);
        if (parsed(annotations.get(BEHAVIOR)) instanceof ObjectNode behavior) {
            spec.set("behavior", uncapitalised(behavior));
        }
        status(served, annotations);
        dropAnnotations(served);
        return served.put("apiVersion", "autoscaling/v2");
    }

    private static void status(ObjectNode served, Field annotations) {
        if (!(served.get("status") instanceof ObjectNode status)) {
            return;
        }
        JsonNode used = status.remove("currentCPUUtilizationPercentage");
        ArrayNode current = Json.array();
        objects(annotations.get(CURRENT)).forEach(old -> current.add(OldMetrics.toStatus(old)));
        if (current.isEmpty() && used != null && used.isNumber()) {
            ObjectNode resource = Json.object().put("name", "cpu");
            resource.set("current", Json.object().set("averageUtilization", used));
            current.add(Json.object().put("type", "Resource").set("resource", resource));
        }
        if (!current.isEmpty()) {
            status.set("currentMetrics", current);
        }
        List<ObjectNode> conditions = objects(annotations.get(CONDITIONS));
        if (!conditions.isEmpty()) {
            ArrayNode list = Json.array();
            conditions.forEach(list::add);
            status.set("conditions", list);
        }
    }

    @Override
    public ObjectNode toServed(ObjectNode stored) {
        dropAnnotations(stored);
        ObjectNode spec = Fill.object(stored, "spec");
        ArrayNode others = Json.array();
        for (ObjectNode metric : Fill.objects(spec, "metrics")) {
            Field utilization = Field.of(metric).get("resource", "target", "averageUtilization");
            boolean cpu = Field.of(metric).get("type").is("Resource")
                    && Field.of(metric).get("resource", "name").is("cpu")
                    && utilization.isPresent();
            if (!cpu) {
                others.add(OldMetrics.ofMetric(metric));
            } else if (!spec.has("targetCPUUtilizationPercentage")) {
                spec.set("targetCPUUtilizationPercentage", utilization.value());
            }
        }
        spec.remove("metrics");
        annotate(stored, METRICS, others);
        if (spec.remove("behavior") instanceof ObjectNode behavior) {
            Meta.of(stored).annotation(BEHAVIOR, Json.text(Shown.of("HorizontalPodAutoscalerBehavior", behavior)));
        }
        if (stored.get("status") instanceof ObjectNode status) {
            serveStatus(stored, status);
        }
        return stored.put("apiVersion", "autoscaling/v1");
    }

    private static void serveStatus(ObjectNode stored, ObjectNode status) {
        ArrayNode current = Json.array();
        for (ObjectNode metric : Fill.objects(status, "currentMetrics")) {
            Field resource = Field.of(metric).get("resource");
            Field utilization = resource.get("current", "averageUtilization");
            if (resource.get("name").is("cpu") && utilization.isPresent()) {
                status.set("currentCPUUtilizationPercentage", utilization.value());
            }
            current.add(OldMetrics.ofStatus(metric));
        }
        ArrayNode conditions = Json.array();
        Fill.objects(status, "conditions").forEach(condition -> conditions.add(OldMetrics.condition(condition)));
        status.remove(List.of("currentMetrics", "conditions"));
        annotate(stored, CURRENT, current);
        annotate(stored, CONDITIONS, conditions);
    }

    private static void annotate(ObjectNode object, String annotation, ArrayNode values) {
        if (!values.isEmpty()) {
            Meta.of(object).annotation(annotation, Json.text(values));
        }
    }

    /** The wish for a share of the processor time that was asked for. */
    static ObjectNode cpu(int percent) {
        ObjectNode target = Json.object().put("type", "Utilization").put("averageUtilization", percent);
        ObjectNode resource = Json.object().put("name", "cpu");
        resource.set("target", target);
        ObjectNode metric = Json.object().put("type", "Resource");
        metric.set("resource", resource);
        return metric;
    }

    static void dropAnnotations(ObjectNode object) {
        ObjectNode metadata = Fill.existing(object, "metadata");
        ObjectNode annotations = Fill.existing(metadata, "annotations");
        if (metadata != null && annotations != null) {
            annotations.remove(List.of(METRICS, CURRENT, CONDITIONS, BEHAVIOR));
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
    }

    /** What an annotation holds; an unreadable one holds nothing. */
    private static @Nullable JsonNode parsed(Field annotation) {
        if (annotation.isZero()) {
            return null;
        }
        try {
            return Json.parse(annotation.text());
        } catch (JacksonException e) {
            // Whoever wrote it by hand wrote it wrong, and the API does not say so.
            return null;
        }
    }

    private static List<ObjectNode> objects(Field annotation) {
        JsonNode parsed = parsed(annotation);
        List<ObjectNode> all = new ArrayList<>();
        if (parsed != null && parsed.isArray()) {
            parsed.forEach(each -> {
                if (each instanceof ObjectNode object) {
                    all.add(object);
                }
            });
        }
        return all;
    }

    private static JsonNode uncapitalised(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode lower = Json.object();
            object.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> lower.set(
                            field.getKey().substring(0, 1).toLowerCase(Locale.ROOT)
                                    + field.getKey().substring(1),
                            uncapitalised(field.getValue())));
            return lower;
        }
        if (node.isArray()) {
            ArrayNode list = Json.array();
            node.forEach(each -> list.add(uncapitalised(each)));
            return list;
        }
        return node;
    }
}
