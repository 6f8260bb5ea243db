package io.davit.kinds.discovery;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of endpoints. */
public final class DiscoveryStrategies {

    private DiscoveryStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("", "endpoints"), new EndpointsStrategy(),
                new GroupResource("discovery.k8s.io", "endpointslices"), new EndpointSliceStrategy());
    }
}
