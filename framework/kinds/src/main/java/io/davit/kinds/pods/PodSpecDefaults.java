package io.davit.kinds.pods;

import io.davit.kinds.reading.Fill;
import io.davit.model.quantity.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is filled in for every spec of a pod, alone or in a template. */
public final class PodSpecDefaults {

    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");

    private PodSpecDefaults() {}

    public static void apply(ObjectNode spec) {
        Fill.text(spec, "dnsPolicy", "ClusterFirst");
        Fill.text(spec, "restartPolicy", "Always");
        Fill.object(spec, "securityContext");
        Fill.number(spec, "terminationGracePeriodSeconds", 30);
        Fill.text(spec, "schedulerName", "default-scheduler");
        serviceAccount(spec);
        for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
            Fill.objects(spec, list).forEach(PodSpecDefaults::container);
        }
        Fill.objects(spec, "volumes").forEach(VolumeDefaults::apply);
        round(spec, "overhead");
        resources(Fill.existing(spec, "resources"));
    }

    /** Two names for one thing: the old one follows the new one. */
    private static void serviceAccount(ObjectNode spec) {
        String name = spec.path("serviceAccountName").asString("");
        String old = spec.path("serviceAccount").asString("");
        String kept = name.isEmpty() ? old : name;
        if (kept.isEmpty()) {
            spec.remove("serviceAccount");
            spec.remove("serviceAccountName");
        } else {
            spec.put("serviceAccountName", kept);
            spec.put("serviceAccount", kept);
        }
    }

    private static void container(ObjectNode container) {
        Fill.text(
                container,
                "imagePullPolicy",
                ImageName.pullPolicy(container.path("image").asString("")));
        Fill.text(container, "terminationMessagePath", "/dev/termination-log");
        Fill.text(container, "terminationMessagePolicy", "File");
        Fill.objects(container, "ports").forEach(port -> Fill.text(port, "protocol", "TCP"));
        Fill.objects(container, "env").forEach(PodSpecDefaults::variable);
        resources(Fill.existing(container, "resources"));
        PROBES.forEach(probe -> probe(Fill.existing(container, probe)));
        lifecycle(container);
        ObjectNode context = Fill.existing(container, "securityContext");
        if (context != null && context.path("procMount").isString()) {
            Fill.pointer(context, "procMount", "Default");
        }
    }

    /** Stop signals are not on offer yet: a lifecycle that has nothing else goes with them. */
    private static void lifecycle(ObjectNode container) {
        ObjectNode lifecycle = Fill.existing(container, "lifecycle");
        if (lifecycle == null) {
            return;
        }
        for (String hook : List.of("postStart", "preStop")) {
            http(Fill.existing(Fill.existing(lifecycle, hook), "httpGet"));
        }
        if (lifecycle.remove("stopSignal") != null && lifecycle.isEmpty()) {
            container.remove("lifecycle");
        }
    }

    private static void variable(ObjectNode variable) {
        ObjectNode from = Fill.existing(variable, "valueFrom");
        fieldRef(Fill.existing(from, "fieldRef"));
        divisor(Fill.existing(from, "resourceFieldRef"));
        ObjectNode file = Fill.existing(from, "fileKeyRef");
        if (file != null) {
            Fill.flag(file, "optional", false);
        }
    }

    static void fieldRef(@Nullable ObjectNode selector) {
        if (selector != null) {
            Fill.text(selector, "apiVersion", "v1");
        }
    }

    static void divisor(@Nullable ObjectNode selector) {
        if (selector != null) {
            Fill.text(selector, "divisor", "0");
        }
    }

    private static void probe(@Nullable ObjectNode probe) {
        if (probe == null) {
            return;
        }
        Fill.positive(probe, "timeoutSeconds", 1);
        Fill.positive(probe, "periodSeconds", 10);
        Fill.positive(probe, "successThreshold", 1);
        Fill.positive(probe, "failureThreshold", 3);
        http(Fill.existing(probe, "httpGet"));
        ObjectNode grpc = Fill.existing(probe, "grpc");
        if (grpc != null && !grpc.path("service").isString()) {
            grpc.put("service", "");
        }
    }

    private static void http(@Nullable ObjectNode action) {
        if (action != null) {
            Fill.text(action, "path", "/");
            Fill.text(action, "scheme", "HTTP");
        }
    }

    private static void resources(@Nullable ObjectNode resources) {
        if (resources != null) {
            round(resources, "limits");
            round(resources, "requests");
        }
    }

    /** Resources are counted in thousandths; anything finer is rounded up. */
    private static void round(ObjectNode owner, String field) {
        ObjectNode list = Fill.existing(owner, field);
        if (list == null) {
            return;
        }
        for (String name : List.copyOf(list.propertyNames())) {
            JsonNode value = list.get(name);
            if (value != null && value.isString()) {
                list.put(
                        name,
                        Quantity.parse(value.stringValue()).roundedUpToMilli().toString());
            }
        }
    }
}
