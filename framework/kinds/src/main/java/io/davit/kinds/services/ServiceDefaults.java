package io.davit.kinds.services;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import tools.jackson.databind.node.ObjectNode;

/** What a Service is taken to mean where it says nothing. */
final class ServiceDefaults {

    private static final int AFFINITY_SECONDS = 10800;

    private ServiceDefaults() {}

    static void apply(ObjectNode service) {
        ObjectNode spec = Fill.object(service, "spec");
        Fill.text(spec, "sessionAffinity", ServiceFields.NONE);
        affinity(spec);
        Fill.text(spec, "type", ServiceFields.CLUSTER_IP);
        Fill.objects(spec, "ports").forEach(ServiceDefaults::port);
        if (ServiceFields.isExternallyAccessible(service)) {
            Fill.text(spec, "externalTrafficPolicy", "Cluster");
        }
        if (ServiceFields.needsClusterIp(service)) {
            Fill.pointer(spec, "internalTrafficPolicy", "Cluster");
        }
        if (ServiceFields.type(service).equals(ServiceFields.LOAD_BALANCER)) {
            Fill.flag(spec, "allocateLoadBalancerNodePorts", true);
        }
        ObjectNode balancer = Fill.existing(Fill.existing(service, "status"), "loadBalancer");
        for (ObjectNode ingress : Fill.objects(balancer, "ingress")) {
            if (ServiceFields.type(service).equals(ServiceFields.LOAD_BALANCER)
                    && !Field.of(ingress).get("ip").isZero()) {
                Fill.pointer(ingress, "ipMode", "VIP");
            }
        }
    }

    private static void affinity(ObjectNode spec) {
        Field affinity = Field.of(spec).get("sessionAffinity");
        if (affinity.is(ServiceFields.NONE)) {
            spec.remove("sessionAffinityConfig");
        }
        if (affinity.is("ClientIP")) {
            Field seconds = Field.of(spec).get("sessionAffinityConfig", "clientIP", "timeoutSeconds");
            if (seconds.isAbsent()) {
                ObjectNode config = Fill.object(spec, "sessionAffinityConfig");
                Fill.number(Fill.object(config, "clientIP"), "timeoutSeconds", AFFINITY_SECONDS);
            }
        }
    }

    private static void port(ObjectNode port) {
        Fill.text(port, "protocol", "TCP");
        if (Field.of(port).get("targetPort").isZero()) {
            port.put("targetPort", Field.of(port).get("port").value().asInt(0));
        }
    }
}
