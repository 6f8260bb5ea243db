package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;

/** The template of a pod, as workloads carry it. */
public final class PodTemplateRules {

    private PodTemplateRules() {}

    public static void check(Field template, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field metadata = template.get("metadata");
        Field spec = template.get("spec");
        metadata(template, rules);
        PodSpecRules.check(spec, false, "", errors);
        PodAnnotationRules.matchFields(metadata.get("annotations"), spec, rules);
        if (spec.get("ephemeralContainers").size() > 0) {
            rules.forbidden(spec.get("ephemeralContainers"), "ephemeral containers not allowed in pod template");
        }
    }

    /** Its labels and annotations. Messages leave metadata out of their path. */
    public static void metadata(Field template, Rules rules) {
        Field metadata = template.get("metadata");
        rules.labels(metadata.get("labels").as(template.get("labels").path()));
        Field annotations =
                metadata.get("annotations").as(template.get("annotations").path());
        TemplateMetadata.annotations(annotations, rules);
        PodAnnotationRules.check(annotations, template.get("spec"), rules);
    }

    /** Pods of this workload live on: they restart always, and have no deadline. {@code kind} is named in the message. */
    public static void restartsAlways(Field template, String kind, Rules rules) {
        Field policy = template.get("spec").get("restartPolicy");
        if (!policy.is("Always")) {
            rules.oneOf(policy, "Always");
        }
        Field deadline = template.get("spec").get("activeDeadlineSeconds");
        if (deadline.isPresent()) {
            rules.forbidden(deadline, "activeDeadlineSeconds in " + kind + " is not Supported");
        }
    }
}
