package io.davit.kinds.pods;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.Strategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pods. */
final class PodStrategy extends KindStrategy {

    private final Clock clock;

    PodStrategy(Clock clock) {
        super(Names::dns1123Subdomain, Trait.GENERATION, Trait.ANSWERS_WITH_DELETED);
        this.clock = clock;
    }

    @Override
    public void defaults(ObjectNode pod) {
        PodDefaults.apply(pod);
    }

    @Override
    protected void created(ObjectNode pod) {
        Field spec = Field.of(pod).get("spec");
        String quality = pod.path("status").path("qosClass").asString("");
        ObjectNode status = Json.object().put("phase", "Pending");
        status.put("qosClass", quality.isEmpty() ? Qos.of(spec) : quality);
        if (spec.get("schedulingGates").size() > 0) {
            status.set("conditions", gated());
        }
        pod.set("status", status);
        AppArmor.takeOver(pod);
        LabelKeys.merge(pod);
    }

    /** The condition of a pod that is not looked at yet. */
    private ArrayNode gated() {
        return Json.array()
                .add(Json.object()
                        .put("type", "PodScheduled")
                        .put("status", "False")
                        .putNull("lastProbeTime")
                        .put(
                                "lastTransitionTime",
                                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                        .put("reason", "SchedulingGated")
                        .put("message", "Scheduling is blocked due to non-empty scheduling gates"));
    }

    @Override
    protected void updated(ObjectNode pod, ObjectNode old) {
        Fill.keep("status", pod, old);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field pod = Field.of(object);
        Rules rules = Rules.into(errors);
        metadataAndSpec(pod, Meta.of(object).name(), rules);
        Field spec = pod.get("spec");
        if (spec.get("ephemeralContainers").size() > 0) {
            rules.forbidden(spec.get("ephemeralContainers"), "cannot be set on create");
        }
        if (!spec.get("nodeName").text().isEmpty()
                && spec.get("schedulingGates").size() > 0) {
            rules.forbidden(spec.get("nodeName"), "cannot be set until all schedulingGates have been cleared");
        }
        PodAnnotationRules.matchFields(pod.get("metadata").get("annotations"), spec, rules);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field pod = Field.of(object);
        metadataAndSpec(pod, Meta.of(object).name(), rules);
        annotationUpdate(pod, Field.of(old), rules);
        PodUpdateRules.check(pod.get("spec"), Field.of(old).get("spec"), rules);
    }

    /** What is right for a pod at any time. */
    static void metadataAndSpec(Field pod, String name, Rules rules) {
        Field spec = pod.get("spec");
        PodAnnotationRules.check(pod.get("metadata").get("annotations"), spec, rules);
        PodSpecRules.check(spec, true, name, rules.errors());
        if (spec.get("serviceAccountName").text().isEmpty()) {
            for (Field volume : spec.get("volumes").items()) {
                for (Field source : volume.get("projected").get("sources").items()) {
                    Checks.forbidIfSet(
                            source.get("serviceAccountToken"),
                            "must not be specified when serviceAccountName is not set",
                            rules);
                }
            }
        }
        spec.get("containers").items().forEach(container -> ContainerRules.imageWithoutBlanks(container, rules));
        spec.get("initContainers").items().forEach(container -> ContainerRules.imageWithoutBlanks(container, rules));
    }

    static void annotationUpdate(Field pod, Field old, Rules rules) {
        Field annotations = pod.get("metadata").get("annotations");
        PodAnnotationRules.checkUpdate(annotations, old.get("metadata").get("annotations"), rules);
        PodAnnotationRules.check(annotations, pod.get("spec"), rules);
    }

    @Override
    public void warnEarly(ObjectNode pod, Consumer<String> warn) {
        AppArmor.warn(Field.of(pod), warn);
    }

    /** Only new pods are warned about: people hardly update pods, and kubelets do often. */
    @Override
    public void warnings(ObjectNode pod, @Nullable ObjectNode old, Consumer<String> warn) {
        if (old == null) {
            List<String> wrong = Names.dns1123Label(Meta.of(pod).name());
            if (!wrong.isEmpty()) {
                warn.accept(
                        "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS"
                                + " label is recommended: [" + String.join(" ", wrong) + "]");
            }
            PodWarnings.pod(Field.of(pod), warn);
        }
    }

    @Override
    public @Nullable Long gracePeriod(ObjectNode object, @Nullable Long asked) {
        Field pod = Field.of(object);
        Field own = pod.get("spec").get("terminationGracePeriodSeconds");
        long seconds = asked != null ? asked : own.number();
        String phase = pod.get("status").get("phase").text();
        boolean nothingRuns =
                pod.get("spec").get("nodeName").text().isEmpty() || phase.equals("Succeeded") || phase.equals("Failed");
        if (nothingRuns) {
            return 0L;
        }
        return seconds < 0 ? 1L : seconds;
    }

    @Override
    public @Nullable Strategy subresource(String name) {
        return switch (name) {
            case "status" -> new PodPartStrategy(this, new PodStatusPart());
            case "ephemeralcontainers" -> new PodPartStrategy(this, new EphemeralContainersPart());
            case "resize" -> new PodPartStrategy(this, new ResizePart());
            default -> null;
        };
    }
}
