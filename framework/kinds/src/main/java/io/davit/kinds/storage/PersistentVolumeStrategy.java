package io.davit.kinds.storage;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Persistent volumes: what they are made of stays, how they are used may change. */
final class PersistentVolumeStrategy extends KindStrategy {

    private static final String GROWING = "controllerExpandSecretRef";

    private static final Map<String, String> FORMER_LABELS = Map.of(
            "failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone",
            "failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region",
            "beta.kubernetes.io/os", "kubernetes.io/os",
            "beta.kubernetes.io/arch", "kubernetes.io/arch",
            "beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type");

    private static final Map<String, String> FORMER_SOURCES = new TreeMap<>(Map.of(
            "cephfs", "deprecated in v1.28, non-functional in v1.31+",
            "flocker", "deprecated in v1.22, non-functional in v1.25+",
            "glusterfs", "deprecated in v1.25, non-functional in v1.26+",
            "photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+",
            "quobyte", "deprecated in v1.22, non-functional in v1.25+",
            "rbd", "deprecated in v1.28, non-functional in v1.31+",
            "scaleIO", "deprecated in v1.16, non-functional in v1.22+",
            "storageos", "deprecated in v1.22, non-functional in v1.25+"));

    private final Clock clock;

    PersistentVolumeStrategy(Clock clock) {
        super(Names::dns1123Subdomain, Trait.STATUS, Trait.ANSWERS_WITH_DELETED);
        this.clock = clock;
    }

    @Override
    public void defaults(ObjectNode object) {
        VolumeDefaults.apply(Fill.object(object, "spec"));
        Fill.text(Fill.object(object, "status"), "phase", "Pending");
    }

    @Override
    protected ObjectNode newStatus() {
        return Json.object().put("phase", "Pending").put("lastPhaseTransitionTime", now());
    }

    @Override
    protected void statusUpdated(ObjectNode object, ObjectNode old) {
        Field now = Field.of(object).get("status");
        Field before = Field.of(old).get("status");
        Field time = now.get("lastPhaseTransitionTime");
        boolean silent = time.isAbsent() || time.same(before.get("lastPhaseTransitionTime"));
        if (silent && !now.get("phase").same(before.get("phase"))) {
            Fill.object(object, "status").put("lastPhaseTransitionTime", now());
        }
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        new VolumeRules(Field.of(object).get("spec"), false, Rules.into(errors)).check();
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        // upstream looks at the whole twice
        validate(object, errors);
        validate(object, errors);
        Field now = Field.of(object).get("spec");
        Field before = Field.of(old).get("spec");
        source(now, before, errors);
        Rules.into(errors).immutable(now.get("volumeMode").as(FieldPath.of("volumeMode")), before.get("volumeMode"));
        Field affinity = now.get("nodeAffinity");
        boolean kept = before.get("nodeAffinity").isAbsent()
                || affinity.same(before.get("nodeAffinity"))
                || affinity.same(Field.of(renamed(before.get("nodeAffinity"))));
        if (!kept) {
            errors.invalid(
                    FieldPath.of("nodeAffinity"),
                    affinity.isAbsent() ? null : Shown.of("VolumeNodeAffinity", affinity.value()),
                    "field is immutable, except for updating from beta label to GA");
        }
        VolumeClasses.checkChange(now, before, errors);
    }

    private static void source(Field now, Field before, FieldErrors errors) {
        JsonNode spec = now.value().deepCopy();
        // A secret for growing may be added later.
        if (spec.path("csi") instanceof ObjectNode kept
                && before.get("csi", GROWING).isAbsent()
                && before.get("csi").isPresent()) {
            kept.remove(GROWING);
        }
        String difference = Shown.difference("PersistentVolumeSource", before.value(), spec);
        if (!difference.isEmpty()) {
            errors.forbidden(
                    FieldPath.of("spec", "persistentvolumesource"),
                    "spec.persistentvolumesource is immutable after creation\n" + difference);
        }
    }

    private static ObjectNode renamed(Field affinity) {
        String text = Json.text(affinity.value());
        for (Map.Entry<String, String> label : FORMER_LABELS.entrySet()) {
            text = text.replace("\"" + label.getKey() + "\"", "\"" + label.getValue() + "\"");
        }
        return Json.parse(text) instanceof ObjectNode object ? object : Json.object();
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        VolumeClasses.warnOfAnnotations(object, warn);
        Field spec = Field.of(object).get("spec");
        if (spec.get("persistentVolumeReclaimPolicy").is("Recycle")) {
            warn.accept(
                    "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended"
                            + " approach is to use dynamic provisioning.");
        }
        FORMER_SOURCES.forEach((source, since) -> {
            if (spec.get(source).isPresent()) {
                warn.accept(spec.get(source).path() + ": " + since);
            }
        });
        labels(spec.get("nodeAffinity", "required", "nodeSelectorTerms"), warn);
    }

    private static void labels(Field terms, Consumer<String> warn) {
        for (Field term : terms.items()) {
            for (Field expression : term.get("matchExpressions").items()) {
                String newer = FORMER_LABELS.get(expression.get("key").text());
                if (newer != null) {
                    String since = newer.startsWith("topology") || newer.startsWith("node.") ? "v1.17" : "v1.14";
                    warn.accept(expression.get("key").path() + ": "
                            + expression.get("key").text() + " is deprecated since " + since + "; use \"" + newer
                            + "\" instead");
                }
            }
        }
    }
}
