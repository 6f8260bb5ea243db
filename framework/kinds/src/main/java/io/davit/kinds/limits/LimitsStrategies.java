package io.davit.kinds.limits;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of limits. */
public final class LimitsStrategies {

    private LimitsStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("", "limitranges"), new LimitRangeStrategy(),
                new GroupResource("", "resourcequotas"), new ResourceQuotaStrategy());
    }
}
