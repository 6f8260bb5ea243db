package io.davit.kinds.table;

import io.davit.model.GroupResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows of the cluster's own things: nodes, namespaces, events and the parts of the control plane. */
final class ClusterPrinters {

    private static final String ROLE = "node-role.kubernetes.io/";

    private ClusterPrinters() {}

    static Map<GroupResource, TablePrinter> all() {
        TablePrinter events = events();
        return Map.of(
                new GroupResource("", "nodes"), nodes(),
                new GroupResource("", "namespaces"), namespaces(),
                new GroupResource("", "events"), events,
                new GroupResource("events.k8s.io", "events"), events,
                new GroupResource("", "componentstatuses"), componentStatuses(),
                new GroupResource("coordination.k8s.io", "leases"), leases(),
                new GroupResource("node.k8s.io", "runtimeclasses"), runtimeClasses(),
                new GroupResource("apiregistration.k8s.io", "apiservices"), apiServices());
    }

    private static TablePrinter namespaces() {
        return Columns.named()
                .text("Status", "Whether it is in use or on its way out.", n -> Read.text(n, "status", "phase"))
                .age()
                .build();
    }

    private static TablePrinter nodes() {
        return Columns.named()
                .text("Status", "Whether the node is ready for pods.", ClusterPrinters::nodeStatus)
                .text("Roles", "What the node is for.", ClusterPrinters::roles)
                .age()
                .text(
                        "Version",
                        "The version of its kubelet.",
                        n -> Read.text(n, "status", "nodeInfo", "kubeletVersion"))
                .wide()
                .text("Internal-IP", "Its first address inside the cluster.", n -> address(n, "InternalIP"))
                .text("External-IP", "Its first address for the world outside.", n -> address(n, "ExternalIP"))
                .text(
                        "OS-Image",
                        "Its operating system.",
                        n -> Read.textOr(Ages.UNKNOWN, n, "status", "nodeInfo", "osImage"))
                .text("Kernel-Version", "Its kernel and architecture.", ClusterPrinters::kernel)
                .text(
                        "Container-Runtime",
                        "What runs its containers.",
                        n -> Read.textOr(Ages.UNKNOWN, n, "status", "nodeInfo", "containerRuntimeVersion"))
                .build();
    }

    private static String nodeStatus(ObjectNode node) {
        String ready =
                Read.condition(node, "Ready") == null ? "Unknown" : Read.isTrue(node, "Ready") ? "Ready" : "NotReady";
        return Read.flag(node, "spec", "unschedulable") ? ready + ",SchedulingDisabled" : ready;
    }

    private static String roles(ObjectNode node) {
        TreeSet<String> roles = new TreeSet<>();
        Read.at(node, "metadata", "labels").properties().forEach(label -> {
            if (label.getKey().startsWith(ROLE)) {
                roles.add(label.getKey().substring(ROLE.length()));
            } else if (label.getKey().equals("kubernetes.io/role")) {
                roles.add(label.getValue().asString(""));
            }
        });
        roles.remove("");
        return roles.isEmpty() ? Read.NONE : String.join(",", roles);
    }

    private static String address(ObjectNode node, String type) {
        for (JsonNode each : Read.at(node, "status", "addresses")) {
            if (Read.text(each, "type").equals(type)) {
                return Read.text(each, "address");
            }
        }
        return Read.NONE;
    }

    private static String kernel(ObjectNode node) {
        String version = Read.text(node, "status", "nodeInfo", "kernelVersion");
        String architecture = Read.text(node, "status", "nodeInfo", "architecture");
        if (version.isEmpty()) {
            return Ages.UNKNOWN;
        }
        return architecture.isEmpty() ? version : version + " (" + architecture + ")";
    }

    /** Events of both groups: the newer one has other names for the same fields. */
    private static TablePrinter events() {
        return Columns.empty()
                .timed("Last Seen", "When it was last seen.", ClusterPrinters::lastSeen)
                .text("Type", "Whether it is normal or a warning.", e -> Read.text(e, "type"))
                .text("Reason", "Why it was written, in one word.", e -> Read.text(e, "reason"))
                .text("Object", "What it is about.", ClusterPrinters::about)
                .wide()
                .text("Subobject", "Which part of the object it is about.", e -> Read.text(subject(e), "fieldPath"))
                .text("Source", "Who wrote it, and where.", ClusterPrinters::source)
                .normal()
                .text(
                        "Message",
                        "What happened.",
                        e -> Read.textOr(Read.text(e, "note"), e, "message").strip())
                .wide()
                .timed("First Seen", "When it was first seen.", ClusterPrinters::firstSeen)
                .number("Count", "How often it was seen.", ClusterPrinters::count)
                .name(Read::name)
                .build();
    }

    private static JsonNode subject(ObjectNode event) {
        return event.path(event.has("regarding") ? "regarding" : "involvedObject");
    }

    private static String about(ObjectNode event) {
        String kind = Read.text(subject(event), "kind").toLowerCase(Locale.ROOT);
        String name = Read.text(subject(event), "name");
        return name.isEmpty() ? kind : kind + "/" + name;
    }

    private static String source(ObjectNode event) {
        JsonNode source = event.path(event.has("deprecatedSource") ? "deprecatedSource" : "source");
        String reporter = Read.textOr(Read.text(event, "reportingController"), event, "reportingComponent");
        String component = Read.textOr(reporter, source, "component");
        String instance = Read.textOr(Read.text(event, "reportingInstance"), source, "host");
        return instance.isEmpty() ? component : component + ", " + instance;
    }

    private static String firstSeen(ObjectNode event, Instant now) {
        return Ages.since(
                Read.textOr(
                        Read.textOr(Read.text(event, "eventTime"), event, "deprecatedFirstTimestamp"),
                        event,
                        "firstTimestamp"),
                now);
    }

    private static String lastSeen(ObjectNode event, Instant now) {
        if (event.path("series").isObject()) {
            return Ages.since(Read.text(event, "series", "lastObservedTime"), now);
        }
        String last = Read.textOr(Read.text(event, "deprecatedLastTimestamp"), event, "lastTimestamp");
        return last.isEmpty() ? firstSeen(event, now) : Ages.since(last, now);
    }

    private static long count(ObjectNode event) {
        if (event.path("series").isObject()) {
            return Read.integer(event, "series", "count");
        }
        long count = Math.max(Read.integer(event, "count"), Read.integer(event, "deprecatedCount"));
        return count == 0 ? 1 : count;
    }

    private static TablePrinter componentStatuses() {
        return Columns.named()
                .text("Status", "Whether the part is healthy.", ClusterPrinters::health)
                .text("Message", "What it says of itself.", c -> ofHealthy(c, "message"))
                .text("Error", "What went wrong.", c -> ofHealthy(c, "error"))
                .build();
    }

    private static String health(ObjectNode component) {
        JsonNode healthy = healthy(component);
        if (healthy == null) {
            return "Unknown";
        }
        return Read.text(healthy, "status").equals("True") ? "Healthy" : "Unhealthy";
    }

    private static String ofHealthy(ObjectNode component, String field) {
        JsonNode healthy = healthy(component);
        return healthy == null ? "" : Read.text(healthy, field);
    }

    private static @Nullable JsonNode healthy(ObjectNode component) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode each : component.path("conditions")) {
            if (Read.text(each, "type").equals("Healthy")) {
                found.add(each);
            }
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    private static TablePrinter leases() {
        return Columns.named()
                .text("Holder", "Who holds it.", l -> Read.text(l, "spec", "holderIdentity"))
                .age()
                .build();
    }

    private static TablePrinter runtimeClasses() {
        return Columns.named()
                .text("Handler", "The runtime's own name for the class.", r -> Read.text(r, "handler"))
                .age()
                .build();
    }

    private static TablePrinter apiServices() {
        return Columns.named()
                .text("Service", "What serves the group and version.", ClusterPrinters::servedBy)
                .text("Available", "Whether it answers.", ClusterPrinters::available)
                .age()
                .build();
    }

    private static String servedBy(ObjectNode apiService) {
        JsonNode service = Read.at(apiService, "spec", "service");
        return service.isObject() ? Read.text(service, "namespace") + "/" + Read.text(service, "name") : "Local";
    }

    private static String available(ObjectNode apiService) {
        JsonNode condition = Read.condition(apiService, "Available");
        if (condition == null) {
            return "Unknown";
        }
        String status = Read.text(condition, "status");
        String reason = Read.text(condition, "reason");
        return status.equals("True") || reason.isEmpty() ? status : status + " (" + reason + ")";
    }
}
