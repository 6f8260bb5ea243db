package io.davit.kinds.table;

import io.davit.model.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Rows of devices and of who claims them. */
final class DevicePrinters {

    private static final String GROUP = "resource.k8s.io";

    private DevicePrinters() {}

    static Map<GroupResource, TablePrinter> all() {
        TablePrinter plain = Columns.named().age().build();
        return Map.of(
                new GroupResource(GROUP, "deviceclasses"),
                plain,
                new GroupResource(GROUP, "resourceclaimtemplates"),
                plain,
                new GroupResource(GROUP, "resourceclaims"),
                claims(),
                new GroupResource(GROUP, "resourceslices"),
                slices());
    }

    private static TablePrinter claims() {
        return Columns.named()
                .text("State", "How far the claim has come.", DevicePrinters::state)
                .age()
                .build();
    }

    private static String state(ObjectNode claim) {
        List<String> states = new ArrayList<>();
        boolean deleted = Read.terminating(claim);
        if (deleted) {
            states.add("deleted");
        }
        if (Read.has(claim, "status", "allocation")) {
            states.add("allocated");
            if (!Read.at(claim, "status", "reservedFor").isEmpty()) {
                states.add("reserved");
            }
        } else if (!deleted) {
            states.add("pending");
        }
        return String.join(",", states);
    }

    private static TablePrinter slices() {
        return Columns.named()
                .text("Node", "The node that has the devices.", s -> Read.text(s, "spec", "nodeName"))
                .text("Driver", "The driver of the devices.", s -> Read.text(s, "spec", "driver"))
                .text("Pool", "The pool that the devices belong to.", s -> Read.text(s, "spec", "pool", "name"))
                .age()
                .build();
    }
}
