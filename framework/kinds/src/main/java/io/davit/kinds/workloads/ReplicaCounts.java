package io.davit.kinds.workloads;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import java.util.List;

/** Counts of replicas in a status: none is negative, none is more than all of them. */
final class ReplicaCounts {

    private static final String MORE_THAN_ALL = "cannot be greater than status.replicas";

    private ReplicaCounts() {}

    static void notNegative(Field status, List<String> fields, Rules rules) {
        fields.forEach(field -> rules.notNegative(status.get(field)));
    }

    static void atMostAll(Field status, List<String> fields, Rules rules) {
        for (String field : fields) {
            if (status.get(field).number() > status.get("replicas").number()) {
                rules.errors()
                        .invalid(status.get(field).path(), status.get(field).number(), MORE_THAN_ALL);
            }
        }
    }

    static void availableAtMost(Field status, String more, String called, Rules rules) {
        Field available = status.get("availableReplicas");
        if (available.number() > status.get(more).number()) {
            rules.errors().invalid(available.path(), available.number(), "cannot be greater than " + called);
        }
    }

    /** A count of collisions only grows. */
    static void collisions(Field status, Field old, Rules rules) {
        Field count = status.get("collisionCount");
        Field before = old.get("collisionCount");
        boolean less = before.isPresent() && (count.isAbsent() || count.number() < before.number());
        if (less) {
            rules.errors().invalid(count.path(), count.number(), "cannot be decremented");
        }
    }
}
