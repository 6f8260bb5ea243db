package io.davit.kinds.certificates;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The conditions of a request for a certificate: decisions are made once, through {@code approval}. */
final class CertificateConditions {

    private static final List<String> DECISIONS = List.of("Approved", "Denied");
    private static final List<String> KEPT = List.of("Approved", "Denied", "Failed");

    private CertificateConditions() {}

    /** Times that the writer left open: a change of status has its own, else the one before stays. */
    static void stamp(ObjectNode status, @Nullable ObjectNode old, String now) {
        for (ObjectNode condition : Fill.objects(status, "conditions")) {
            Fill.text(condition, "lastUpdateTime", now);
            if (!condition.hasNonNull("lastTransitionTime")) {
                Field same = of(
                                Field.of(old, FieldPath.root()),
                                Field.of(condition).get("type").text())
                        .stream()
                        .filter(before ->
                                before.get("status").same(Field.of(condition).get("status")))
                        .filter(before -> !before.get("lastTransitionTime").isZero())
                        .findFirst()
                        .orElse(null);
                condition.put(
                        "lastTransitionTime",
                        same == null ? now : same.get("lastTransitionTime").text());
            }
        }
    }

    /** The status path cannot decide: decisions are as they were, wherever the writer put them. */
    static void keepDecisions(ObjectNode status, @Nullable ObjectNode old) {
        ArrayNode next = Json.array();
        Set<String> written = new HashSet<>();
        for (ObjectNode condition : Fill.objects(status, "conditions")) {
            String type = Field.of(condition).get("type").text();
            List<Field> before = of(Field.of(old, FieldPath.root()), type);
            boolean decided = DECISIONS.contains(type) && !before.isEmpty() && written.add(type);
            next.add(decided ? before.getFirst().value().deepCopy() : condition);
        }
        if (!next.isEmpty()) {
            status.set("conditions", next);
        }
    }

    static void check(Field conditions, Rules rules) {
        Set<String> seen = new HashSet<>();
        for (Field condition : conditions.items()) {
            Field type = condition.get("type");
            rules.needed(type);
            Field status = condition.get("status");
            if (status.isZero()) {
                rules.required(status);
            } else if (KEPT.contains(type.text())) {
                rules.oneOf(status, "True");
            } else {
                rules.oneOf(status, "False", "True", "Unknown");
            }
            if (!seen.add(type.text())) {
                rules.errors().duplicate(type.path(), type.text());
            }
            if (DECISIONS.contains(type.text()) && seen.containsAll(DECISIONS)) {
                rules.errors()
                        .invalid(
                                conditions.path(),
                                type.text(),
                                "Approved and Denied conditions are mutually exclusive");
            }
        }
    }

    /** What stays once it is there, and what only {@code approval} may add. */
    static void checkChange(Field now, Field old, boolean deciding, Rules rules) {
        for (String type : KEPT) {
            int before = count(old, type);
            int after = count(now, type);
            String quoted = Json.quote(type);
            if (after < before) {
                rules.forbidden(now, "updates may not remove a condition of type " + quoted);
            } else if (after > before && !deciding && DECISIONS.contains(type)) {
                rules.forbidden(now, "updates may not add a condition of type " + quoted);
            }
        }
    }

    private static int count(Field conditions, String type) {
        return (int) conditions.items().stream()
                .filter(each -> each.get("type").is(type))
                .count();
    }

    private static List<Field> of(Field status, String type) {
        return status.get("conditions").items().stream()
                .filter(each -> each.get("type").is(type))
                .toList();
    }
}
