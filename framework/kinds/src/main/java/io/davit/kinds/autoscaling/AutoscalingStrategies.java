package io.davit.kinds.autoscaling;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of autoscaling. */
public final class AutoscalingStrategies {

    private AutoscalingStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(new GroupResource("autoscaling", "horizontalpodautoscalers"), new AutoscalerStrategy());
    }
}
