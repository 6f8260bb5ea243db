package io.davit.kinds.networking;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of {@code networking.k8s.io}. */
public final class NetworkingStrategies {

    private static final String GROUP = "networking.k8s.io";

    private NetworkingStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource(GROUP, "ingresses"), new IngressStrategy(),
                new GroupResource(GROUP, "ingressclasses"), new IngressClassStrategy(),
                new GroupResource(GROUP, "networkpolicies"), new NetworkPolicyStrategy(),
                new GroupResource(GROUP, "ipaddresses"), new IpAddressStrategy(),
                new GroupResource(GROUP, "servicecidrs"), new ServiceCidrStrategy());
    }
}
