package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldPath;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ephemeral containers of a running pod.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/">Ephemeral containers</a>
 */
record EphemeralContainersPart() implements PodPartStrategy.Part {

    @Override
    public void prepare(ObjectNode pod, ObjectNode old) {
        JsonNode containers = pod.path("spec").get("ephemeralContainers");
        PodPartStrategy.restore(pod, old);
        ObjectNode spec = Fill.object(pod, "spec");
        if (containers == null || containers.isNull()) {
            spec.remove("ephemeralContainers");
        } else {
            spec.set("ephemeralContainers", containers);
        }
    }

    @Override
    public void check(Field pod, Field old, Rules rules) {
        if (old.get("metadata")
                .get("annotations")
                .key(PodAnnotationRules.MIRROR)
                .isPresent()) {
            rules.errors().forbidden(FieldPath.of(""), "static pods do not support ephemeral containers");
            return;
        }
        PodStrategy.metadataAndSpec(pod, pod.get("metadata").get("name").text(), rules);
        PodStrategy.annotationUpdate(pod, old, rules);
        PodUpdateRules.ephemeralContainers(pod.get("spec"), old.get("spec"), rules);
    }
}
