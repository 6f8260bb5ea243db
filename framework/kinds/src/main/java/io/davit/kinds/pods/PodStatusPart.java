package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.meta.Meta;
import tools.jackson.databind.node.ObjectNode;

/** A pod's status, as its kubelet writes it. Labels and annotations may change with it. */
record PodStatusPart() implements PodPartStrategy.Part {

    @Override
    public void prepare(ObjectNode pod, ObjectNode old) {
        Fill.keep("spec", pod, old);
        Fill.keep("ownerReferences", Meta.of(pod).node(), Meta.of(old).node());
        Fill.keep("deletionTimestamp", Meta.of(pod).node(), Meta.of(old).node());
        ObjectNode status = Fill.object(pod, "status");
        if (status.path("qosClass").asString("").isEmpty()) {
            Fill.keep("qosClass", status, Fill.existing(old, "status"));
        }
    }

    @Override
    public void check(Field pod, Field old, Rules rules) {
        PodStrategy.annotationUpdate(pod, old, rules);
        PodStatusRules.check(pod, old, rules);
    }
}
