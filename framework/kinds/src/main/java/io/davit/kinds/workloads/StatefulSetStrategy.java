package io.davit.kinds.workloads;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.pods.ClaimTemplateRules;
import io.davit.kinds.pods.PodSpecDefaults;
import io.davit.kinds.pods.PodTemplateRules;
import io.davit.kinds.pods.PodWarnings;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.reading.Same;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import io.davit.model.selector.LabelSelector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * StatefulSets.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/">StatefulSets</a>
 */
final class StatefulSetStrategy extends KindStrategy {

    private static final List<String> CHANGEABLE = List.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds");
    private static final List<String> COUNTS = List.of(
            "replicas",
            "readyReplicas",
            "currentReplicas",
            "updatedReplicas",
            "availableReplicas",
            "observedGeneration",
            "collisionCount");

    StatefulSetStrategy() {
        super(Names::dns1123Label, Trait.STATUS, Trait.GENERATION);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        Fill.text(spec, "podManagementPolicy", "OrderedReady");
        updateStrategy(Fill.object(spec, "updateStrategy"));
        ObjectNode retention = Fill.object(spec, "persistentVolumeClaimRetentionPolicy");
        Fill.text(retention, "whenDeleted", "Retain");
        Fill.text(retention, "whenScaled", "Retain");
        Fill.number(spec, "replicas", 1);
        Fill.number(spec, "revisionHistoryLimit", 10);
        for (ObjectNode claim : Fill.objects(spec, "volumeClaimTemplates")) {
            Fill.text(claim, "apiVersion", "v1");
            Fill.text(claim, "kind", "PersistentVolumeClaim");
            Fill.pointer(Fill.object(claim, "spec"), "volumeMode", "Filesystem");
            Fill.text(Fill.object(claim, "status"), "phase", "Pending");
        }
        PodSpecDefaults.apply(Fill.object(Fill.object(spec, "template"), "spec"));
    }

    private static void updateStrategy(ObjectNode strategy) {
        if (strategy.path("type").asString("").isEmpty()) {
            strategy.put("type", "RollingUpdate");
            Fill.object(strategy, "rollingUpdate");
        }
        ObjectNode rolling = Fill.existing(strategy, "rollingUpdate");
        if (rolling != null && strategy.path("type").asString("").equals("RollingUpdate")) {
            Fill.number(rolling, "partition", 0);
        }
    }

    @Override
    protected ObjectNode newStatus() {
        return WorkloadRules.status("replicas", "availableReplicas");
    }

    @Override
    protected void created(ObjectNode object) {
        dropUnavailable(object);
    }

    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        boolean used = WorkloadRules.isSet(
                old.path("spec").path("updateStrategy").path("rollingUpdate").get("maxUnavailable"));
        if (!used) {
            dropUnavailable(object);
        }
    }

    /** More than one pod at a time is not on offer yet. */
    private static void dropUnavailable(ObjectNode object) {
        ObjectNode strategy = Fill.existing(Fill.existing(object, "spec"), "updateStrategy");
        ObjectNode rolling = Fill.existing(strategy, "rollingUpdate");
        if (rolling != null) {
            rolling.remove("maxUnavailable");
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        check(object, true, true, Rules.into(errors));
    }

    /**
     * @param whole whether to look at what never changes afterwards: the service's name and the templates of claims
     * @param pods whether to look at the template of the pods
     */
    private static void check(ObjectNode object, boolean whole, boolean pods, Rules rules) {
        Field spec = Field.of(object).get("spec");
        management(spec, rules);
        retention(spec.get("persistentVolumeClaimRetentionPolicy"), rules);
        if (whole) {
            for (Field claim : spec.get("volumeClaimTemplates").items()) {
                ClaimTemplateRules.spec(claim.get("spec"), rules);
            }
        }
        rules.notNegative(spec.get("replicas"));
        rules.notNegative(spec.get("minReadySeconds"));
        rules.notNegative(spec.get("ordinals").get("start"));
        Field service = spec.get("serviceName");
        if (whole && !service.text().isEmpty()) {
            rules.text(service, Names::dns1123Label);
        }
        WorkloadRules.neededSelector(spec.get("selector"), "statefulset", rules);
        LabelSelector selector = WorkloadRules.parsed(spec.get("selector"));
        if (selector == null) {
            rules.invalid(spec.get("selector"), "");
        } else {
            template(spec, selector, pods, rules);
        }
        PodTemplateRules.restartsAlways(spec.get("template"), "StatefulSet", rules);
    }

    private static void management(Field spec, Rules rules) {
        Field policy = spec.get("podManagementPolicy");
        if (rules.needed(policy) && !policy.is("OrderedReady") && !policy.is("Parallel")) {
            rules.invalid(policy, "must be 'OrderedReady' or 'Parallel'");
        }
        Field strategy = spec.get("updateStrategy");
        Field rolling = strategy.get("rollingUpdate");
        switch (strategy.get("type").text()) {
            case "" -> rules.required(strategy);
            case "OnDelete" -> {
                if (rolling.isPresent()) {
                    rules.errors()
                            .invalid(
                                    rolling.path(),
                                    Shown.of("RollingUpdateStatefulSetStrategy", rolling.value()),
                                    "only allowed for updateStrategy 'RollingUpdate'");
                }
            }
            case "RollingUpdate" -> rules.notNegative(rolling.get("partition"));
            default ->
                rules.errors()
                        .invalid(
                                strategy.path(),
                                Shown.of("StatefulSetUpdateStrategy", strategy.value()),
                                "must be 'RollingUpdate' or 'OnDelete'");
        }
    }

    private static void retention(Field policy, Rules rules) {
        for (String when : List.of("whenDeleted", "whenScaled")) {
            rules.oneOf(policy.get(when), "Retain", "Delete");
        }
    }

    /** The claims of the set stand in for volumes of the template, before those of its own. */
    private static void template(Field spec, LabelSelector selector, boolean pods, Rules rules) {
        Field template = spec.get("template");
        if (!selector.isEverything()) {
            WorkloadRules.matches(selector, template, rules);
        }
        ObjectNode whole = template.object() instanceof ObjectNode given ? given.deepCopy() : Json.object();
        ArrayNode volumes = Json.array();
        Set<String> names = new HashSet<>();
        for (Field claim : spec.get("volumeClaimTemplates").items()) {
            String name = claim.get("metadata").get("name").text();
            if (!names.add(name)) {
                continue;
            }
            volumes.add(Json.object()
                    .put("name", name)
                    .set("persistentVolumeClaim", Json.object().put("claimName", name)));
        }
        // A volume of the same name gives way: the controller replaces it.
        for (JsonNode volume : whole.path("spec").path("volumes")) {
            boolean replaced =
                    volumes.valueStream().anyMatch(claim -> claim.path("name").equals(volume.path("name")));
            if (!replaced) {
                volumes.add(volume);
            }
        }
        if (!volumes.isEmpty()) {
            Fill.object(whole, "spec").set("volumes", volumes);
        }
        if (whole.get("spec") instanceof ObjectNode podSpec) {
            // The controller writes them for each pod.
            podSpec.remove(List.of("hostname", "subdomain"));
        }
        Field checked = Field.of(whole, template.path());
        if (pods) {
            PodTemplateRules.check(checked, rules.errors());
        }
        PodTemplateRules.metadata(checked, rules);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        FieldErrors before = new FieldErrors();
        check(old, false, true, Rules.into(before));
        check(object, false, before.isEmpty(), Rules.into(errors));
        Field spec = Field.of(object).get("spec");
        ObjectNode now = Fill.object(object, "spec").deepCopy();
        for (String field : CHANGEABLE) {
            Fill.keep(field, now, Fill.existing(old, "spec"));
        }
        if (!Same.same(now, old.get("spec"))) {
            Rules.into(errors)
                    .forbidden(
                            spec,
                            "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
                                    + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and"
                                    + " 'minReadySeconds' are forbidden");
        }
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field status = Field.of(object).get("status");
        ReplicaCounts.notNegative(status, COUNTS, rules);
        ReplicaCounts.atMostAll(
                status, List.of("readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas"), rules);
        ReplicaCounts.availableAtMost(status, "readyReplicas", "status.readyReplicas", rules);
        ReplicaCounts.collisions(status, Field.of(old).get("status"), rules);
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        if (!WorkloadRules.isNews(object, old)) {
            return;
        }
        Field spec = Field.of(object).get("spec");
        PodWarnings.template(spec.get("template"), warn);
        if (spec.get("revisionHistoryLimit").number() < 0) {
            warn.accept("spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is"
                    + " recommended");
        }
    }
}
