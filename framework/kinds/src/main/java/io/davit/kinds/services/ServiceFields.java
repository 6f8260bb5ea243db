package io.davit.kinds.services;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Same;
import io.davit.model.json.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Which fields a Service of a type has, and what happens to them when the type changes. */
final class ServiceFields {

    static final String CLUSTER_IP = "ClusterIP";
    static final String NODE_PORT = "NodePort";
    static final String LOAD_BALANCER = "LoadBalancer";
    static final String EXTERNAL_NAME = "ExternalName";
    static final String NONE = "None";

    private ServiceFields() {}

    static Field spec(ObjectNode service) {
        return Field.of(service).get("spec");
    }

    static String type(ObjectNode service) {
        return spec(service).get("type").text();
    }

    static boolean needsClusterIp(ObjectNode service) {
        return Set.of(CLUSTER_IP, NODE_PORT, LOAD_BALANCER).contains(type(service));
    }

    static boolean needsNodePorts(ObjectNode service) {
        return type(service).equals(NODE_PORT)
                || (type(service).equals(LOAD_BALANCER)
                        && (spec(service).get("allocateLoadBalancerNodePorts").isAbsent()
                                || spec(service)
                                        .get("allocateLoadBalancerNodePorts")
                                        .isTrue()));
    }

    static boolean needsHealthCheckPort(ObjectNode service) {
        return type(service).equals(LOAD_BALANCER)
                && spec(service).get("externalTrafficPolicy").is("Local");
    }

    static boolean isExternallyAccessible(ObjectNode service) {
        String type = type(service);
        return type.equals(LOAD_BALANCER)
                || type.equals(NODE_PORT)
                || (type.equals(CLUSTER_IP) && spec(service).get("externalIPs").size() > 0);
    }

    static boolean isHeadless(ObjectNode service) {
        List<String> addresses = spec(service).get("clusterIPs").texts();
        return addresses.size() == 1 && addresses.getFirst().equals(NONE);
    }

    static boolean same(String field, ObjectNode service, ObjectNode old) {
        return Same.same(spec(service).get(field).value(), spec(old).get(field).value());
    }

    /** An update that leaves out what the server gave keeps it. */
    static void keepGiven(ObjectNode service, ObjectNode old) {
        ObjectNode spec = Fill.object(service, "spec");
        ObjectNode before = Fill.object(old, "spec");
        if (needsClusterIp(old) && needsClusterIp(service)) {
            if (spec(service).get("clusterIP").isZero()) {
                Fill.keep("clusterIP", spec, before);
            }
            if (spec(service).get("clusterIPs").isZero() && same("clusterIP", service, old)) {
                Fill.keep("clusterIPs", spec, before);
            }
        }
        if (needsNodePorts(old) && needsNodePorts(service)) {
            keepNodePorts(spec, before);
        }
        if (needsHealthCheckPort(old)
                && needsHealthCheckPort(service)
                && spec(service).get("healthCheckNodePort").isZero()) {
            Fill.keep("healthCheckNodePort", spec, before);
        }
    }

    /** By the port's name; the number may have gone to another port meanwhile. */
    private static void keepNodePorts(ObjectNode spec, ObjectNode before) {
        Set<Long> used = nodePorts(spec);
        used.retainAll(nodePorts(before));
        for (ObjectNode port : Fill.objects(spec, "ports")) {
            Field now = Field.of(port);
            if (!now.get("nodePort").isZero()) {
                continue;
            }
            for (ObjectNode earlier : Fill.objects(before, "ports")) {
                Field was = Field.of(earlier);
                boolean match = was.get("name").text().equals(now.get("name").text());
                if (match && !used.contains(was.get("nodePort").number())) {
                    Fill.keep("nodePort", port, earlier);
                }
            }
        }
    }

    private static Set<Long> nodePorts(ObjectNode spec) {
        Set<Long> ports = new TreeSet<>();
        for (Field port : Field.of(spec).get("ports").items()) {
            if (!port.get("nodePort").isZero()) {
                ports.add(port.get("nodePort").number());
            }
        }
        return ports;
    }

    /** Brings {@code clusterIP} and {@code clusterIPs} into step when a client set but one of them. */
    static void bringIntoStep(ObjectNode service) {
        Field spec = spec(service);
        if (!spec.get("clusterIP").isZero() && spec.get("clusterIPs").size() == 0) {
            setAddresses(service);
        }
    }

    static void bringIntoStep(ObjectNode service, ObjectNode old) {
        Field spec = spec(service);
        if (!same("clusterIP", service, old)) {
            if (same("clusterIPs", service, old) || spec.get("clusterIPs").size() == 0) {
                setAddresses(service);
            }
        } else if (!same("clusterIPs", service, old) && spec.get("clusterIPs").size() == 0) {
            Fill.object(service, "spec").remove("clusterIP");
        }
    }

    private static void setAddresses(ObjectNode service) {
        ObjectNode spec = Fill.object(service, "spec");
        String address = spec(service).get("clusterIP").text();
        if (address.isEmpty()) {
            spec.remove("clusterIP");
            spec.remove("clusterIPs");
        } else {
            spec.set("clusterIPs", Json.array().add(address));
        }
    }

    /** A type that has no use for a field loses it, if the client left it alone. */
    static void dropUnfit(ObjectNode service, ObjectNode old) {
        ObjectNode spec = Fill.object(service, "spec");
        if (needsClusterIp(old) && !needsClusterIp(service)) {
            if (same("clusterIP", service, old) && same("clusterIPs", service, old)) {
                spec.remove("clusterIP");
                spec.remove("clusterIPs");
            }
            dropIfSame("ipFamilies", service, old);
            dropIfSame("ipFamilyPolicy", service, old);
            dropIfSame("internalTrafficPolicy", service, old);
        }
        boolean portsGone = needsNodePorts(old) && !needsNodePorts(service);
        if (portsGone && nodePorts(spec).equals(nodePorts(Fill.object(old, "spec")))) {
            Fill.objects(spec, "ports").forEach(port -> port.remove("nodePort"));
        }
        if (needsHealthCheckPort(old) && !needsHealthCheckPort(service)) {
            dropIfSame("healthCheckNodePort", service, old);
        }
        if (type(old).equals(LOAD_BALANCER) && !type(service).equals(LOAD_BALANCER)) {
            dropIfSame("allocateLoadBalancerNodePorts", service, old);
            dropIfSame("loadBalancerClass", service, old);
        }
        if (isExternallyAccessible(old) && !isExternallyAccessible(service)) {
            dropIfSame("externalTrafficPolicy", service, old);
        }
        if (!type(service).equals(LOAD_BALANCER)) {
            Fill.object(service, "status").set("loadBalancer", Json.object());
        }
    }

    private static void dropIfSame(String field, ObjectNode service, ObjectNode old) {
        if (same(field, service, old)) {
            Fill.object(service, "spec").remove(field);
        }
    }
}
