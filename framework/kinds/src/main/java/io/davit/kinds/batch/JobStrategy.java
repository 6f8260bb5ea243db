package io.davit.kinds.batch;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.pods.PodForm;
import io.davit.kinds.pods.PodWarnings;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.reading.Same;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Jobs. */
final class JobStrategy extends KindStrategy {

    JobStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS, Trait.GENERATION);
    }

    @Override
    public void defaults(ObjectNode job) {
        JobDefaults.apply(job);
    }

    @Override
    protected void created(ObjectNode job) {
        GeneratedSelector.add(job);
    }

    /** Labels that follow the generated ones of the template. */
    @Override
    public boolean isCompletedByFirstUpdate(ObjectNode created) {
        return GeneratedSelector.isFollowed(created);
    }

    @Override
    protected void statusUpdated(ObjectNode job, ObjectNode old) {
        JobDefaults.labels(job, Fill.object(job, "spec"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field spec = Field.of(object).get("spec");
        GeneratedSelector.check(object, rules);
        JobSpecRules.check(spec, rules);
        Field completions = spec.get("completions");
        if (spec.get("completionMode").is("Indexed") && completions.number() > 0) {
            String name = Meta.of(object).name();
            String last = name + "-" + (completions.number() - 1);
            if (!Names.dns1123Label(last).isEmpty()) {
                errors.invalid(
                        Field.of(object).get("metadata").get("name").path(),
                        name,
                        "will not able to create pod with invalid DNS label: " + last);
            }
        }
    }

    /** The spec is looked at twice, as the API does: problems of it come twice. */
    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field spec = Field.of(object).get("spec");
        Field before = Field.of(old).get("spec");
        validate(object, errors);
        FieldErrors again = new FieldErrors();
        JobSpecRules.check(spec, Rules.into(again));
        errors.addAll(again.causes());
        completions(spec, before, rules);
        rules.immutable(spec.get("selector"), before.get("selector"));
        template(spec.get("template"), Field.of(old), rules);
        rules.immutable(spec.get("completionMode"), before.get("completionMode"));
        immutable(spec.get("podFailurePolicy"), before.get("podFailurePolicy"), "PodFailurePolicy", errors);
        rules.immutable(spec.get("backoffLimitPerIndex"), before.get("backoffLimitPerIndex"));
        rules.immutable(spec.get("managedBy"), before.get("managedBy"));
        immutable(spec.get("successPolicy"), before.get("successPolicy"), "SuccessPolicy", errors);
    }

    private static void immutable(Field now, Field before, String type, FieldErrors errors) {
        if (!now.same(before)) {
            JsonNode shown = now.isAbsent() ? null : Shown.of(type, now.value());
            errors.invalid(now.path(), shown, "field is immutable");
        }
    }

    /** Indexed jobs may grow and shrink, with as many pods at a time as indexes. */
    private static void completions(Field spec, Field before, Rules rules) {
        Field now = spec.get("completions");
        if (!spec.get("completionMode").is("Indexed")) {
            rules.immutable(now, before.get("completions"));
        } else if (!now.same(before.get("completions"))
                && now.isPresent()
                && now.number() != spec.get("parallelism").number()) {
            rules.invalid(now, "can only be modified in tandem with spec.parallelism");
        }
    }

    /** While a job waits to be started, its pods may be told where to run and what they get. */
    private static void template(Field template, Field old, Rules rules) {
        Field before = old.get("spec").get("template");
        boolean waits = old.get("spec").get("suspend").isTrue()
                && old.get("status").get("startTime").isAbsent();
        if (!waits) {
            if (!template.same(before)) {
                rules.errors().invalid(template.path(), PodForm.template(template.value()), "field is immutable");
            }
            return;
        }
        ObjectNode allowed = before.get("spec").object() instanceof ObjectNode spec ? spec.deepCopy() : Json.object();
        ObjectNode now = template.get("spec").object();
        for (String field : List.of("nodeSelector", "tolerations", "schedulingGates")) {
            Fill.keep(field, allowed, now);
        }
        nodeAffinity(allowed, template.get("spec").get("affinity"));
        resources(allowed, now);
        if (!Same.same(allowed, now)) {
            rules.errors()
                    .invalid(
                            template.get("spec").path(),
                            PodForm.spec(template.get("spec").value()),
                            "field is immutable");
        }
    }

    private static void nodeAffinity(ObjectNode allowed, Field affinity) {
        ObjectNode old = Fill.existing(allowed, "affinity");
        if (old == null && affinity.get("nodeAffinity").isAbsent()) {
            return;
        }
        ObjectNode changed = Fill.object(allowed, "affinity");
        Fill.keep("nodeAffinity", changed, affinity.object());
        if (changed.isEmpty() && affinity.isAbsent()) {
            allowed.remove("affinity");
        }
    }

    private static void resources(ObjectNode allowed, @Nullable ObjectNode now) {
        for (String list : List.of("containers", "initContainers")) {
            List<ObjectNode> mine = Fill.objects(allowed, list);
            List<ObjectNode> theirs = Fill.objects(now, list);
            for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
                Fill.keep("resources", mine.get(i), theirs.get(i));
            }
        }
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        JobStatusRules.check(Field.of(object), Field.of(old), Rules.into(errors));
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        Field spec = Field.of(object).get("spec");
        if (old == null) {
            JobWarnings.name(object, warn);
        }
        JobWarnings.spec(spec, warn);
        if (old == null || Meta.of(object).generation() != Meta.of(old).generation()) {
            PodWarnings.template(spec.get("template"), warn);
        }
    }

    @Override
    public boolean orphansByDefault() {
        return true;
    }

    @Override
    public String defaultDeletionWarning() {
        return "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or"
                + " set propagationPolicy=Orphan to suppress this warning";
    }
}
