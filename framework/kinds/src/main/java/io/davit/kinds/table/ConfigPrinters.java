package io.davit.kinds.table;

import io.davit.model.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Rows of what configures workloads and limits them. */
final class ConfigPrinters {

    private ConfigPrinters() {}

    static Map<GroupResource, TablePrinter> all() {
        return Map.of(
                new GroupResource("", "configmaps"), configMaps(),
                new GroupResource("", "secrets"), secrets(),
                new GroupResource("", "serviceaccounts"), Columns.named().age().build(),
                new GroupResource("", "resourcequotas"), quotas(),
                new GroupResource("policy", "poddisruptionbudgets"), disruptionBudgets(),
                new GroupResource("scheduling.k8s.io", "priorityclasses"), priorityClasses());
    }

    private static TablePrinter configMaps() {
        return Columns.named()
                .number(
                        "Data",
                        "How many entries it has.",
                        c -> c.path("data").size() + (long) c.path("binaryData").size())
                .age()
                .build();
    }

    private static TablePrinter secrets() {
        return Columns.named()
                .text("Type", "What kind of secret it is.", s -> Read.text(s, "type"))
                .number("Data", "How many entries it has.", s -> s.path("data").size())
                .age()
                .build();
    }

    private static TablePrinter quotas() {
        return Columns.named()
                .text("Request", "What is used, of how much allowed.", q -> used(q, false))
                .text("Limit", "What limits add up to, of how much allowed.", q -> used(q, true))
                .age()
                .build();
    }

    private static String used(ObjectNode quota, boolean limits) {
        List<String> all = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        Read.at(quota, "status", "hard").propertyNames().forEach(names::add);
        for (String name : names) {
            if (name.startsWith("limits.") == limits) {
                String used = Read.textOr("0", quota, "status", "used", name);
                all.add(name + ": " + used + "/" + Read.textOr("0", quota, "status", "hard", name));
            }
        }
        return String.join(", ", all);
    }

    private static TablePrinter disruptionBudgets() {
        return Columns.named()
                .text("Min Available", "How many pods must stay.", b -> Read.textOr("N/A", b, "spec", "minAvailable"))
                .text("Max Unavailable", "How many pods may go.", b -> Read.textOr("N/A", b, "spec", "maxUnavailable"))
                .integer(
                        "Allowed Disruptions",
                        "How many pods may go now.",
                        b -> Read.integer(b, "status", "disruptionsAllowed"))
                .age()
                .build();
    }

    private static TablePrinter priorityClasses() {
        return Columns.named()
                .integer("Value", "The priority.", p -> Read.integer(p, "value"))
                .flag("Global-Default", "Whether pods without a class get it.", p -> Read.flag(p, "globalDefault"))
                .age()
                .text(
                        "PreemptionPolicy",
                        "Whether its pods may push out others.",
                        p -> Read.text(p, "preemptionPolicy"))
                .build();
    }
}
