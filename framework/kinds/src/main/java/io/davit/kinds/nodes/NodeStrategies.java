package io.davit.kinds.nodes;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of nodes. */
public final class NodeStrategies {

    private NodeStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("", "nodes"), new NodeStrategy(),
                new GroupResource("node.k8s.io", "runtimeclasses"), new RuntimeClassStrategy());
    }
}
