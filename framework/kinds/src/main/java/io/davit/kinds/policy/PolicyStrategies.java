package io.davit.kinds.policy;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of priorities and disruptions. */
public final class PolicyStrategies {

    private PolicyStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("policy", "poddisruptionbudgets"), new DisruptionBudgetStrategy(),
                new GroupResource("scheduling.k8s.io", "priorityclasses"), new PriorityClassStrategy());
    }
}
