package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Probes and lifecycle hooks. */
final class HandlerRules {

    private HandlerRules() {}

    static void probes(Field container, PodContext pod) {
        Rules rules = pod.rules();
        Field liveness = container.get("livenessProbe");
        Field readiness = container.get("readinessProbe");
        Field startup = container.get("startupProbe");
        if (liveness.isPresent()) {
            probe(liveness, rules);
            succeedsOnce(liveness, rules);
        }
        if (readiness.isPresent()) {
            probe(readiness, rules);
            Field grace = readiness.get("terminationGracePeriodSeconds");
            if (grace.isPresent()) {
                rules.invalid(grace, "must not be set for readinessProbes");
            }
        }
        if (startup.isPresent()) {
            probe(startup, rules);
            succeedsOnce(startup, rules);
        }
    }

    private static void succeedsOnce(Field probe, Rules rules) {
        Field threshold = probe.get("successThreshold");
        if (threshold.number() != 1) {
            rules.errors().invalid(threshold.path(), threshold.number(), "must be 1");
        }
    }

    private static void probe(Field probe, Rules rules) {
        handler(probe, List.of("exec", "httpGet", "tcpSocket", "grpc"), null, rules);
        for (String field : List.of(
                "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold")) {
            rules.notNegative(probe.get(field));
        }
        Field grace = probe.get("terminationGracePeriodSeconds");
        if (grace.isPresent() && grace.number() <= 0) {
            rules.invalid(grace, "must be greater than 0");
        }
    }

    static void lifecycle(Field lifecycle, PodContext pod) {
        if (lifecycle.isAbsent()) {
            return;
        }
        for (String hook : List.of("postStart", "preStop")) {
            if (lifecycle.get(hook).isPresent()) {
                handler(lifecycle.get(hook), List.of("exec", "httpGet", "tcpSocket", "sleep"), pod, pod.rules());
            }
        }
    }

    /** Exactly one way to handle; {@code pod} is needed where that may be to sleep. */
    private static void handler(Field handler, List<String> kinds, @Nullable PodContext pod, Rules rules) {
        int handlers = 0;
        for (String kind : kinds) {
            Field action = handler.get(kind);
            if (action.isAbsent()) {
                continue;
            }
            handlers++;
            if (handlers > 1) {
                rules.forbidden(action, "may not specify more than 1 handler type");
            } else {
                action(kind, action, pod, rules);
            }
        }
        if (handlers == 0) {
            rules.required(handler, "must specify a handler type");
        }
    }

    private static void action(String kind, Field action, @Nullable PodContext pod, Rules rules) {
        switch (kind) {
            case "exec" -> {
                if (action.get("command").size() == 0) {
                    rules.required(action.get("command"));
                }
            }
            case "httpGet" -> {
                rules.needed(action.get("path"));
                rules.portNumberOrName(action.get("port"));
                rules.oneOf(action.get("scheme"), "HTTP", "HTTPS");
                for (Field header : action.get("httpHeaders").items()) {
                    rules.text(header.get("name").as(action.get("httpHeaders").path()), Names::httpHeaderName);
                }
            }
            case "sleep" -> sleep(action, pod == null ? 0 : pod.gracePeriod(), rules);
            default -> rules.portNumberOrName(action.get("port"));
        }
    }

    private static void sleep(Field action, long grace, Rules rules) {
        long seconds = action.get("seconds").number();
        if (seconds < 0 || seconds > grace) {
            rules.errors()
                    .invalid(
                            action.path(),
                            seconds,
                            "must be non-negative and less than terminationGracePeriodSeconds (" + grace + ")");
        }
    }
}
