package io.davit.kinds.table;

import io.davit.model.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Rows of services and of what leads to them. */
final class NetworkPrinters {

    private NetworkPrinters() {}

    static Map<GroupResource, TablePrinter> all() {
        return Map.of(
                new GroupResource("", "services"), services(),
                new GroupResource("", "endpoints"), endpoints(),
                new GroupResource("discovery.k8s.io", "endpointslices"), endpointSlices(),
                new GroupResource("networking.k8s.io", "ingresses"), ingresses(),
                new GroupResource("networking.k8s.io", "ingressclasses"), ingressClasses(),
                new GroupResource("networking.k8s.io", "networkpolicies"), networkPolicies(),
                new GroupResource("networking.k8s.io", "servicecidrs"), serviceCidrs(),
                new GroupResource("networking.k8s.io", "ipaddresses"), ipAddresses());
    }

    private static TablePrinter services() {
        return Columns.named()
                .text("Type", "How the service is reached.", s -> Read.text(s, "spec", "type"))
                .text("Cluster-IP", "Its address inside the cluster.", NetworkPrinters::clusterAddress)
                .text("External-IP", "Where it is reached from outside.", NetworkPrinters::externalAddress)
                .text("Port(s)", "Its ports, with node ports behind a colon.", NetworkPrinters::ports)
                .age()
                .wide()
                .text("Selector", "Which pods it leads to.", s -> Read.labels(Read.at(s, "spec", "selector")))
                .build();
    }

    private static String clusterAddress(ObjectNode service) {
        String first = Read.at(service, "spec", "clusterIPs").path(0).asString("");
        return first.isEmpty() ? Read.textOr(Read.NONE, service, "spec", "clusterIP") : first;
    }

    private static String externalAddress(ObjectNode service) {
        String fixed = Read.joined(Read.at(service, "spec", "externalIPs"));
        return switch (Read.text(service, "spec", "type")) {
            case "ClusterIP", "NodePort" -> fixed.isEmpty() ? Read.NONE : fixed;
            case "LoadBalancer" -> balanced(loadBalancer(service), fixed);
            case "ExternalName" -> Read.text(service, "spec", "externalName");
            default -> Ages.UNKNOWN;
        };
    }

    private static String balanced(String balancer, String fixed) {
        if (balancer.isEmpty()) {
            return fixed.isEmpty() ? "<pending>" : fixed;
        }
        return fixed.isEmpty() ? balancer : balancer + "," + fixed;
    }

    /** The addresses or host names that a load balancer answers on, sorted. */
    private static String loadBalancer(ObjectNode object) {
        TreeSet<String> all = new TreeSet<>();
        for (JsonNode each : Read.at(object, "status", "loadBalancer", "ingress")) {
            all.add(Read.textOr(Read.text(each, "hostname"), each, "ip"));
        }
        all.remove("");
        return String.join(",", all);
    }

    private static String ports(ObjectNode service) {
        List<String> all = new ArrayList<>();
        for (JsonNode port : Read.at(service, "spec", "ports")) {
            long node = Read.integer(port, "nodePort");
            all.add(Read.integer(port, "port") + (node > 0 ? ":" + node : "") + "/" + Read.text(port, "protocol"));
        }
        return all.isEmpty() ? Read.NONE : String.join(",", all);
    }

    private static TablePrinter endpoints() {
        return Columns.named()
                .text("Endpoints", "The first addresses, with their ports.", NetworkPrinters::addresses)
                .age()
                .build();
    }

    private static String addresses(ObjectNode endpoints) {
        JsonNode subsets = endpoints.path("subsets");
        List<String> all = new ArrayList<>();
        for (JsonNode subset : subsets) {
            List<String> hosts = new ArrayList<>();
            subset.path("addresses").forEach(each -> hosts.add(Read.text(each, "ip")));
            if (subset.path("ports").isEmpty()) {
                all.addAll(hosts);
            }
            for (JsonNode port : subset.path("ports")) {
                hosts.forEach(host -> all.add(withPort(host, Read.integer(port, "port"))));
            }
        }
        return subsets.isEmpty() ? Read.NONE : Read.some(all, 3, ",");
    }

    private static String withPort(String host, long port) {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }

    private static TablePrinter endpointSlices() {
        return Columns.named()
                .text("AddressType", "What its addresses are.", s -> Read.text(s, "addressType"))
                .text("Ports", "The first ports.", NetworkPrinters::slicePorts)
                .text("Endpoints", "The first addresses.", NetworkPrinters::sliceAddresses)
                .age()
                .build();
    }

    private static String slicePorts(ObjectNode slice) {
        List<String> all = new ArrayList<>();
        slice.path("ports").forEach(port -> all.add(Read.textOr(slicePort(port), port, "port")));
        return unsetIfEmpty(Read.some(all, 3, ","));
    }

    private static String slicePort(JsonNode port) {
        return Read.has(port, "name") ? Read.text(port, "name") : "*";
    }

    private static String sliceAddresses(ObjectNode slice) {
        List<String> all = new ArrayList<>();
        slice.path("endpoints").forEach(each -> all.addAll(Read.texts(each.path("addresses"))));
        return unsetIfEmpty(Read.some(all, 3, ","));
    }

    private static String unsetIfEmpty(String text) {
        return text.isEmpty() ? Read.UNSET : text;
    }

    private static TablePrinter ingresses() {
        return Columns.named()
                .text(
                        "Class",
                        "Which controller takes care of it.",
                        i -> Read.textOr(Read.NONE, i, "spec", "ingressClassName"))
                .text("Hosts", "The first hosts of its rules.", NetworkPrinters::hosts)
                .text("Address", "Where it is reached.", NetworkPrinters::loadBalancer)
                .text(
                        "Ports",
                        "443 as well when it ends TLS.",
                        i -> Read.at(i, "spec", "tls").isEmpty() ? "80" : "80, 443")
                .age()
                .build();
    }

    /** The first three hosts; {@code *} when no rule names one. */
    private static String hosts(ObjectNode ingress) {
        JsonNode rules = Read.at(ingress, "spec", "rules");
        List<String> shown = new ArrayList<>();
        boolean more = false;
        for (JsonNode rule : rules) {
            more = more || shown.size() == 3;
            if (!more && !Read.text(rule, "host").isEmpty()) {
                shown.add(Read.text(rule, "host"));
            }
        }
        String joined = shown.isEmpty() ? "*" : String.join(",", shown);
        return more ? joined + " + " + (rules.size() - 3) + " more..." : joined;
    }

    private static TablePrinter ingressClasses() {
        return Columns.named()
                .text(
                        "Controller",
                        "The controller that takes care of the class.",
                        c -> Read.text(c, "spec", "controller"))
                .text("Parameters", "Further configuration of the controller.", NetworkPrinters::parameters)
                .age()
                .build();
    }

    private static String parameters(ObjectNode ingressClass) {
        JsonNode parameters = Read.at(ingressClass, "spec", "parameters");
        if (!parameters.isObject()) {
            return Read.NONE;
        }
        String group = Read.has(parameters, "apiGroup") ? "." + Read.text(parameters, "apiGroup") : "";
        return Read.text(parameters, "kind") + group + "/" + Read.text(parameters, "name");
    }

    private static TablePrinter networkPolicies() {
        return Columns.named()
                .text(
                        "Pod-Selector",
                        "Which pods it is about.",
                        p -> Selectors.orNone(Read.at(p, "spec", "podSelector")))
                .age()
                .build();
    }

    private static TablePrinter serviceCidrs() {
        return Columns.named()
                .text(
                        "CIDRs",
                        "The ranges that cluster addresses are taken from.",
                        c -> Read.joined(Read.at(c, "spec", "cidrs")))
                .age()
                .build();
    }

    /** Upstream prints an age that no column announces, so clients that count cells get one too. */
    private static TablePrinter ipAddresses() {
        return Columns.named()
                .text("ParentRef", "What the address belongs to.", NetworkPrinters::parent)
                .unnamed((a, now) -> StringNode.valueOf(Ages.created(a, now)))
                .build();
    }

    private static String parent(ObjectNode address) {
        JsonNode parent = Read.at(address, "spec", "parentRef");
        if (!parent.isObject()) {
            return Read.NONE;
        }
        String group = Read.text(parent, "group");
        String resource = new GroupResource(group, Read.text(parent, "resource")).toString();
        String namespace = Read.text(parent, "namespace");
        return resource.toLowerCase(Locale.ROOT)
                + "/"
                + (namespace.isEmpty() ? "" : namespace + "/")
                + Read.text(parent, "name");
    }
}
