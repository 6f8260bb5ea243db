package io.davit.kinds.services;

import io.davit.kinds.address.Addresses;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.name.Ip;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What must hold for a Service. */
final class ServiceRules {

    private static final String HINTS = "service.kubernetes.io/topology-aware-hints";
    private static final String MODE = "service.kubernetes.io/topology-mode";
    private static final String SOURCE_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";
    private static final String ONLY_BALANCED = "may only be used when `type` is 'LoadBalancer'";
    private static final int KUBELET = 10250;
    private static final int LONGEST_AFFINITY = 86400;

    private final ObjectNode service;
    private final Field spec;
    private final String type;
    private final Rules rules;

    ServiceRules(ObjectNode service, FieldErrors errors) {
        this.service = service;
        this.spec = ServiceFields.spec(service);
        this.type = ServiceFields.type(service);
        this.rules = Rules.into(errors);
    }

    void check() {
        topology();
        byType();
        ports();
        rules.labels(spec.get("selector"));
        affinity();
        ClusterIpRules.check(service, rules.errors());
        externalIps();
        if (rules.needed(spec.get("type"))) {
            rules.oneOf(spec.get("type"), "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        }
        nodePorts();
        samePorts();
        sourceRanges();
        Field allocate = spec.get("allocateLoadBalancerNodePorts");
        if (allocate.isPresent() && !isBalanced()) {
            rules.forbidden(allocate, ONLY_BALANCED);
        }
        if (allocate.isAbsent() && isBalanced()) {
            rules.required(allocate);
        }
        balancerClass();
        trafficPolicies();
    }

    private boolean isBalanced() {
        return type.equals(ServiceFields.LOAD_BALANCER);
    }

    private void topology() {
        Field annotations = Field.of(service).get("metadata", "annotations");
        Field mode = annotations.key(MODE);
        Field hints = annotations.key(HINTS);
        if (mode.isPresent() && hints.isPresent() && !mode.text().equals(hints.text())) {
            rules.invalidText(mode, "must match annotations[" + HINTS + "] when both are specified");
        }
    }

    private void byType() {
        Field ports = spec.get("ports");
        boolean headless = ServiceFields.isHeadless(service);
        if (ports.size() == 0 && !headless && !type.equals(ServiceFields.EXTERNAL_NAME)) {
            rules.required(ports);
        }
        switch (type) {
            case ServiceFields.LOAD_BALANCER -> {
                for (Field port : ports.items()) {
                    if (port.get("port").number() == KUBELET) {
                        rules.errors()
                                .invalid(
                                        port.path(),
                                        KUBELET,
                                        "may not expose port " + KUBELET + " externally since it is used by kubelet");
                    }
                }
                notHeadless(headless);
            }
            case ServiceFields.NODE_PORT -> notHeadless(headless);
            case ServiceFields.EXTERNAL_NAME -> external();
            default -> {}
        }
    }

    private void notHeadless(boolean headless) {
        if (headless) {
            rules.errors()
                    .invalid(
                            spec.get("clusterIPs").path().index(0),
                            ServiceFields.NONE,
                            "may not be set to 'None' for " + type + " services");
        }
    }

    private void external() {
        for (String field : List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
            if (!spec.get(field).isZero()) {
                rules.forbidden(spec.get(field), "may not be set for ExternalName services");
            }
        }
        Field name = spec.get("externalName");
        String text =
                name.text().endsWith(".") ? name.text().substring(0, name.text().length() - 1) : name.text();
        if (text.isEmpty()) {
            rules.required(name);
        } else {
            Names.dns1123Subdomain(text).forEach(wrong -> rules.errors().invalid(name.path(), text, wrong));
        }
    }

    private void ports() {
        Field ports = spec.get("ports");
        Set<String> names = new HashSet<>();
        for (Field port : ports.items()) {
            Field name = port.get("name");
            if (name.isZero()) {
                if (ports.size() > 1) {
                    rules.required(name);
                }
            } else {
                rules.text(name, Names::dns1123Label);
                if (!names.add(name.text())) {
                    rules.errors().duplicate(name.path(), name.text());
                }
            }
            rules.port(port.get("port"));
            if (rules.needed(port.get("protocol"))) {
                rules.oneOf(port.get("protocol"), "SCTP", "TCP", "UDP");
            }
            rules.portNumberOrName(port.get("targetPort"));
            if (port.get("appProtocol").isPresent()) {
                rules.qualifiedName(port.get("appProtocol"));
            }
        }
    }

    private void affinity() {
        Field affinity = spec.get("sessionAffinity");
        if (rules.needed(affinity)) {
            rules.oneOf(affinity, "ClientIP", "None");
        }
        Field config = spec.get("sessionAffinityConfig");
        if (affinity.is(ServiceFields.NONE) && config.isPresent()) {
            rules.forbidden(config, "must not be set when session affinity is None");
        }
        if (affinity.is("ClientIP")) {
            affinityConfig(config);
        }
    }

    private void affinityConfig(Field config) {
        String when = "when session affinity type is ClientIP";
        Field client = config.get("clientIP");
        Field seconds = client.get("timeoutSeconds");
        for (Field needed : List.of(config, client, seconds)) {
            if (needed.isAbsent()) {
                rules.required(needed, when);
                return;
            }
        }
        if (seconds.number() <= 0 || seconds.number() > LONGEST_AFFINITY) {
            rules.invalid(seconds, "must be greater than 0 and less than " + LONGEST_AFFINITY);
        }
    }

    private void externalIps() {
        for (Field address : spec.get("externalIPs").items()) {
            if (rules.text(address, Addresses::address)) {
                rules.text(address, Addresses::special);
            }
        }
    }

    private void nodePorts() {
        Set<String> seen = new HashSet<>();
        if (type.equals(ServiceFields.CLUSTER_IP)) {
            for (Field port : spec.get("ports").items()) {
                if (!port.get("nodePort").isZero()) {
                    rules.forbidden(port.get("nodePort"), "may not be used when `type` is 'ClusterIP'");
                }
            }
        }
        for (Field port : spec.get("ports").items()) {
            Field number = port.get("nodePort");
            if (!number.isZero() && !seen.add(port.get("protocol").text() + number.number())) {
                rules.errors().duplicate(number.path(), number.value());
            }
        }
    }

    private void samePorts() {
        Set<String> seen = new HashSet<>();
        for (Field port : spec.get("ports").items()) {
            String protocol = port.get("protocol").text();
            int number = (int) port.get("port").number();
            if (!seen.add(protocol + number)) {
                JsonNode key = Shown.of(
                        "ServicePort", Json.object().put("protocol", protocol).put("port", number));
                rules.errors().duplicate(port.path(), key);
            }
        }
    }

    private void sourceRanges() {
        Field annotation = Field.of(service).get("metadata", "annotations").key(SOURCE_RANGES);
        // The path's capital is how the API has always spelled it.
        Field ranges = spec.get("loadBalancerSourceRanges").as(FieldPath.of("spec", "LoadBalancerSourceRanges"));
        if (ranges.size() > 0) {
            if (!isBalanced()) {
                rules.forbidden(ranges, ONLY_BALANCED);
            }
            ranges.items().forEach(range -> block(range.path(), range.text()));
        } else if (annotation.isPresent()) {
            if (!isBalanced()) {
                rules.forbidden(annotation, ONLY_BALANCED);
            }
            if (!annotation.text().isBlank()) {
                for (String range : annotation.text().strip().split(",", -1)) {
                    block(annotation.path(), range);
                }
            }
        }
    }

    private void block(FieldPath path, String text) {
        Addresses.block(text.strip()).forEach(wrong -> rules.errors().invalid(path, text.strip(), wrong));
    }

    void balancerClass() {
        Field loadBalancerClass = spec.get("loadBalancerClass");
        if (loadBalancerClass.isAbsent()) {
            return;
        }
        if (isBalanced()) {
            rules.text(loadBalancerClass, Labels::key);
        } else {
            rules.forbidden(loadBalancerClass, ONLY_BALANCED);
        }
    }

    private void trafficPolicies() {
        Field external = spec.get("externalTrafficPolicy");
        if (!ServiceFields.isExternallyAccessible(service)) {
            if (!external.isZero()) {
                rules.invalid(external, "may only be set for externally-accessible services");
            }
        } else if (rules.needed(external)) {
            rules.oneOf(external, "Cluster", "Local");
        }
        Field health = spec.get("healthCheckNodePort");
        if (ServiceFields.needsHealthCheckPort(service)) {
            if (health.isZero()) {
                rules.required(health);
            } else {
                rules.port(health);
            }
        } else if (!health.isZero()) {
            rules.invalid(
                    health, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        }
        Field internal = spec.get("internalTrafficPolicy");
        if (internal.isPresent()) {
            rules.oneOf(internal, "Cluster", "Local");
        } else if (ServiceFields.needsClusterIp(service)) {
            rules.required(internal);
        }
        if (spec.get("trafficDistribution").isPresent()) {
            rules.oneOf(spec.get("trafficDistribution"), "PreferClose", "PreferSameZone", "PreferSameNode");
        }
    }

    /** What must hold for the addresses a load balancer reports. */
    void checkStatus() {
        Field ingresses = Field.of(service).get("status", "loadBalancer", "ingress");
        if (!isBalanced() && ingresses.size() > 0) {
            rules.forbidden(ingresses, "may only be used when `spec.type` is 'LoadBalancer'");
            return;
        }
        for (Field ingress : ingresses.items()) {
            Field address = ingress.get("ip");
            Field mode = ingress.get("ipMode");
            if (!address.isZero()) {
                rules.text(address, Addresses::address);
            }
            if (mode.isAbsent() && !address.isZero()) {
                rules.required(mode, "must be specified when `ip` is set");
            } else if (mode.isPresent() && address.isZero()) {
                rules.forbidden(mode, "may not be specified when `ip` is not set");
            } else if (mode.isPresent()) {
                rules.oneOf(mode, "Proxy", "VIP");
            }
            Field host = ingress.get("hostname");
            if (!host.isZero()) {
                rules.text(host, Names::dns1123Subdomain);
                if (Ip.lenient(host.text()) != null) {
                    rules.invalid(host, "must be a DNS name, not an IP address");
                }
            }
        }
    }
}
