package io.davit.kinds.flowcontrol;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of {@code flowcontrol.apiserver.k8s.io}. */
public final class FlowControlStrategies {

    private static final String GROUP = "flowcontrol.apiserver.k8s.io";

    private FlowControlStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource(GROUP, "flowschemas"), new FlowSchemaStrategy(),
                new GroupResource(GROUP, "prioritylevelconfigurations"), new PriorityLevelStrategy());
    }
}
