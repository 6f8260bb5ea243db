package io.davit.kinds.table;

import io.davit.model.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows of what keeps pods running. */
final class WorkloadPrinters {

    private WorkloadPrinters() {}

    static Map<GroupResource, TablePrinter> all() {
        return Map.of(
                new GroupResource("apps", "deployments"), deployments(),
                new GroupResource("apps", "replicasets"), replicaSets(),
                new GroupResource("apps", "statefulsets"), statefulSets(),
                new GroupResource("apps", "daemonsets"), daemonSets(),
                new GroupResource("apps", "controllerrevisions"), controllerRevisions(),
                new GroupResource("", "replicationcontrollers"), replicationControllers(),
                new GroupResource("", "podtemplates"), podTemplates());
    }

    private static TablePrinter deployments() {
        return containers(Columns.named()
                        .text(
                                "Ready",
                                "The replicas that are ready, of how many wanted.",
                                d -> Read.integer(d, "status", "readyReplicas")
                                        + "/"
                                        + Read.integer(d, "spec", "replicas"))
                        .number(
                                "Up-to-date",
                                "The replicas made from the present template.",
                                d -> Read.integer(d, "status", "updatedReplicas"))
                        .number(
                                "Available",
                                "The replicas that have been ready for long enough.",
                                d -> Read.integer(d, "status", "availableReplicas"))
                        .age())
                .text("Selector", "Which pods belong to it.", d -> Selectors.orEmpty(Read.at(d, "spec", "selector")))
                .build();
    }

    private static TablePrinter replicaSets() {
        return containers(replicas())
                .text("Selector", "Which pods belong to it.", r -> Selectors.orNone(Read.at(r, "spec", "selector")))
                .build();
    }

    private static TablePrinter replicationControllers() {
        return containers(replicas())
                .text("Selector", "Which pods belong to it.", r -> Read.labels(Read.at(r, "spec", "selector")))
                .build();
    }

    private static Columns replicas() {
        return Columns.named()
                .integer("Desired", "How many replicas are wanted.", r -> Read.integer(r, "spec", "replicas"))
                .integer("Current", "How many replicas there are.", r -> Read.integer(r, "status", "replicas"))
                .integer("Ready", "How many replicas are ready.", r -> Read.integer(r, "status", "readyReplicas"))
                .age();
    }

    private static TablePrinter statefulSets() {
        return containers(Columns.named()
                        .text(
                                "Ready",
                                "The replicas that are ready, of how many wanted.",
                                s -> Read.integer(s, "status", "readyReplicas")
                                        + "/"
                                        + Read.integer(s, "spec", "replicas"))
                        .age())
                .build();
    }

    private static TablePrinter daemonSets() {
        return containers(Columns.named()
                        .integer(
                                "Desired",
                                "How many nodes should run the pod.",
                                d -> Read.integer(d, "status", "desiredNumberScheduled"))
                        .integer(
                                "Current",
                                "How many of them run it.",
                                d -> Read.integer(d, "status", "currentNumberScheduled"))
                        .integer(
                                "Ready",
                                "On how many nodes it is ready.",
                                d -> Read.integer(d, "status", "numberReady"))
                        .integer(
                                "Up-to-date",
                                "How many nodes run the present template.",
                                d -> Read.integer(d, "status", "updatedNumberScheduled"))
                        .integer(
                                "Available",
                                "On how many nodes it has been ready for long enough.",
                                d -> Read.integer(d, "status", "numberAvailable"))
                        .text(
                                "Node Selector",
                                "Which nodes run the pod.",
                                d -> Read.labels(Read.at(d, "spec", "template", "spec", "nodeSelector")))
                        .age())
                .text("Selector", "Which pods belong to it.", d -> Selectors.orNone(Read.at(d, "spec", "selector")))
                .build();
    }

    private static TablePrinter controllerRevisions() {
        return Columns.named()
                .text("Controller", "Whose state it keeps.", WorkloadPrinters::controller)
                .number("Revision", "The number of the revision.", r -> Read.integer(r, "revision"))
                .age()
                .build();
    }

    private static TablePrinter podTemplates() {
        return Columns.named()
                .text(
                        "Containers",
                        "The names of the containers.",
                        t -> Read.joined(Read.at(t, "template", "spec", "containers"), "name"))
                .text(
                        "Images",
                        "The images of the containers.",
                        t -> Read.joined(Read.at(t, "template", "spec", "containers"), "image"))
                .text(
                        "Pod Labels",
                        "The labels of pods made from it.",
                        t -> Read.labels(Read.at(t, "template", "metadata", "labels")))
                .build();
    }

    private static Columns containers(Columns columns) {
        return columns.wide()
                .text(
                        "Containers",
                        "The names of the containers in the template.",
                        o -> Read.joined(Read.at(o, "spec", "template", "spec", "containers"), "name"))
                .text(
                        "Images",
                        "The images of the containers in the template.",
                        o -> Read.joined(Read.at(o, "spec", "template", "spec", "containers"), "image"));
    }

    /** The owner that controls the object, as kind and group with its name. */
    private static String controller(ObjectNode object) {
        List<String> found = new ArrayList<>();
        for (JsonNode owner : Read.at(object, "metadata", "ownerReferences")) {
            if (Read.flag(owner, "controller")) {
                String version = Read.text(owner, "apiVersion");
                String kind = Read.text(owner, "kind");
                String group = version.contains("/") ? "." + version.substring(0, version.indexOf('/')) : "";
                found.add((kind + group).toLowerCase(Locale.ROOT) + "/" + Read.text(owner, "name"));
            }
        }
        return found.isEmpty() ? Read.NONE : found.getFirst();
    }
}
