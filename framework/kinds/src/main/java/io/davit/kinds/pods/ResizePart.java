package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The resources of a running pod's containers, and what a change of them costs. */
record ResizePart() implements PodPartStrategy.Part {

    private static final List<String> LISTS = List.of("containers", "initContainers");

    @Override
    public void prepare(ObjectNode pod, ObjectNode old) {
        ObjectNode asked = pod.deepCopy();
        PodPartStrategy.restore(pod, old);
        for (String list : LISTS) {
            Map<String, ObjectNode> byName = new HashMap<>();
            Fill.objects(pod.path("spec"), list)
                    .forEach(container -> byName.put(container.path("name").asString(""), container));
            for (ObjectNode container : Fill.objects(asked.path("spec"), list)) {
                ObjectNode kept = byName.get(container.path("name").asString(""));
                if (kept != null) {
                    Fill.keep("resources", kept, container);
                    Fill.keep("resizePolicy", kept, container);
                }
            }
        }
    }

    @Override
    public void check(Field pod, Field old, Rules rules) {
        if (PodResizeRules.impossible(old, rules)) {
            return;
        }
        PodStrategy.metadataAndSpec(pod, pod.get("metadata").get("name").text(), rules);
        PodResizeRules.check(pod.get("spec"), old, rules);
    }
}
