package io.davit.kinds.autoscaling;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.List;
import java.util.Locale;

/** What must hold for the metrics of an autoscaler. */
final class MetricRules {

    private static final String[] TYPES = {"ContainerResource", "External", "Object", "Pods", "Resource"};
    private static final List<String> SOURCES = List.of("object", "external", "pods", "resource", "containerResource");

    private MetricRules() {}

    static void check(Field spec, Rules rules) {
        Field metrics = spec.get("metrics");
        metrics.items().forEach(metric -> metric(metric, rules));
        Field min = spec.get("minReplicas");
        boolean outside = metrics.items().stream()
                .anyMatch(metric ->
                        metric.get("type").is("Object") || metric.get("type").is("External"));
        if (min.isPresent() && min.number() == 0 && !outside) {
            rules.forbidden(
                    metrics, "must specify at least one Object or External metric to support scaling to zero replicas");
        }
    }

    private static void metric(Field metric, Rules rules) {
        Field type = metric.get("type");
        if (type.isZero()) {
            rules.required(type, "must specify a metric source type");
        }
        boolean known = rules.oneOf(type, TYPES);
        List<Field> present =
                SOURCES.stream().map(metric::get).filter(Field::isPresent).toList();
        if (!present.isEmpty()) {
            source(present.getFirst(), rules);
        }
        String expected = known
                ? type.text().substring(0, 1).toLowerCase(Locale.ROOT)
                        + type.text().substring(1)
                : "";
        if (!known) {
            rules.oneOf(type, TYPES);
        } else if (metric.get(expected).isAbsent()) {
            rules.required(metric.get(expected), "must populate information for the given metric source");
        }
        if (present.size() > 1) {
            present.stream()
                    .filter(each -> !each.path().toString().endsWith("." + expected))
                    .forEach(each -> rules.forbidden(each, "must populate the given metric source only"));
        }
    }

    private static void source(Field source, Rules rules) {
        String path = source.path().toString();
        Field target = source.get("target");
        boolean value = target.get("value").isPresent();
        boolean average = target.get("averageValue").isPresent();
        switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "object" -> {
                AutoscalerStrategy.reference(source.get("describedObject"), rules);
                named(source, rules);
                target(target, rules);
                if (!value && !average) {
                    rules.required(target.get("averageValue"), "must set either a target value or averageValue");
                }
            }
            case "external" -> {
                named(source, rules);
                target(target, rules);
                if (!value && !average) {
                    rules.required(
                            target.get("averageValue"),
                            "must set either a target value for metric or a per-pod target");
                }
                if (value && average) {
                    rules.forbidden(
                            target.get("value"), "may not set both a target value for metric and a per-pod target");
                }
            }
            case "pods" -> {
                named(source, rules);
                target(target, rules);
                if (target.get("averageValue").quantity().signum() <= 0) {
                    rules.required(target.get("averageValue"), "must specify a positive target averageValue");
                }
            }
            default -> resource(source, path.endsWith(".containerResource"), rules);
        }
    }

    private static void resource(Field source, boolean ofContainer, Rules rules) {
        Field target = source.get("target");
        if (source.get("name").isZero()) {
            rules.required(source.get("name"), "must specify a resource name");
        }
        if (ofContainer && source.get("container").isZero()) {
            rules.required(source.get("container"), "must specify a container");
        }
        target(target, rules);
        boolean utilization = target.get("averageUtilization").isPresent();
        boolean average = target.get("averageValue").isPresent();
        if (!utilization && !average) {
            rules.required(
                    target.get("averageUtilization"), "must set either a target raw value or a target utilization");
        }
        if (utilization && average) {
            rules.forbidden(target.get("averageValue"), "may not set both a target raw value and a target utilization");
        }
    }

    private static void named(Field source, Rules rules) {
        Field name = source.get("metric", "name");
        if (name.isZero()) {
            rules.required(name, "must specify a metric name");
        } else {
            rules.text(name, Names::pathSegment);
        }
    }

    private static void target(Field target, Rules rules) {
        Field type = target.get("type");
        if (type.isZero()) {
            rules.required(type, "must specify a metric target type");
        }
        if (!List.of("Utilization", "Value", "AverageValue").contains(type.text())) {
            rules.invalidText(type, "must be either Utilization, Value, or AverageValue");
        }
        for (String amount : List.of("value", "averageValue")) {
            Field each = target.get(amount);
            if (each.isPresent() && each.quantity().signum() <= 0) {
                rules.errors().invalid(each.path(), each.quantity().toString(), "must be positive");
            }
        }
        Field utilization = target.get("averageUtilization");
        if (utilization.isPresent() && utilization.number() < 1) {
            rules.invalid(utilization, "must be greater than 0");
        }
    }
}
