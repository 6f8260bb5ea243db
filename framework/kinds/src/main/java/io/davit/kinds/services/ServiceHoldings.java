package io.davit.kinds.services;

import io.davit.kinds.reading.Field;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The cluster addresses and node ports that a Service holds. */
public record ServiceHoldings(Set<String> addresses, Set<Integer> ports) {

    public ServiceHoldings {
        addresses = Set.copyOf(addresses);
        ports = Set.copyOf(ports);
    }

    public static ServiceHoldings of(ObjectNode service) {
        Field spec = ServiceFields.spec(service);
        Set<String> addresses = new LinkedHashSet<>();
        if (ServiceFields.needsClusterIp(service)) {
            addresses.addAll(spec.get("clusterIPs").texts());
            addresses.remove(ServiceFields.NONE);
            addresses.remove("");
        }
        Set<Integer> ports = new LinkedHashSet<>();
        for (Field port : spec.get("ports").items()) {
            ports.add((int) port.get("nodePort").number());
        }
        ports.add((int) spec.get("healthCheckNodePort").number());
        ports.remove(0);
        return new ServiceHoldings(addresses, ports);
    }

    /** What is in this one and no longer in the other: to be released when a Service changed from this to that. */
    public ServiceHoldings without(ServiceHoldings other) {
        Set<String> goneAddresses = new LinkedHashSet<>(addresses);
        goneAddresses.removeAll(other.addresses);
        Set<Integer> gonePorts = new LinkedHashSet<>(ports);
        gonePorts.removeAll(other.ports);
        return new ServiceHoldings(goneAddresses, gonePorts);
    }
}
