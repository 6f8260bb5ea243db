package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.reading.Same;
import io.davit.kinds.shown.Shown;
import io.davit.model.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What may change in a pod once it exists.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement">Pod update and replacement</a>
 */
final class PodUpdateRules {

    private static final String UPDATABLE =
            "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only"
                    + " additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
                    + " previously negative)";
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

    private PodUpdateRules() {}

    static void check(Field spec, Field old, Rules rules) {
        if (!sameContainers(spec.get("containers"), old.get("containers"), rules)
                || !sameContainers(spec.get("initContainers"), old.get("initContainers"), rules)
                || !deadline(spec.get("activeDeadlineSeconds"), old.get("activeDeadlineSeconds"), rules)) {
            return;
        }
        tolerations(spec.get("tolerations"), old.get("tolerations"), rules);
        gates(spec.get("schedulingGates"), old.get("schedulingGates"), rules);
        if (spec.same(old)) {
            return;
        }
        ObjectNode before = copy(old);
        ObjectNode allowed = withAllowedChangesUndone(spec, old);
        if (old.get("schedulingGates").size() > 0) {
            gatedPod(allowed, before, spec, rules);
        }
        if (!Same.same(allowed, before)) {
            rules.forbidden(
                    spec,
                    "pod updates may not change fields other than " + UPDATABLE + "\n"
                            + PodForm.difference(before, allowed));
        }
    }

    private static boolean sameContainers(Field containers, Field old, Rules rules) {
        if (containers.size() != old.size()) {
            rules.forbidden(containers, "pod updates may not add or remove containers");
            return false;
        }
        for (Field container : containers.items()) {
            rules.needed(container.get("image"));
            ContainerRules.imageWithoutBlanks(container, rules);
        }
        return true;
    }

    private static boolean deadline(Field deadline, Field old, Rules rules) {
        if (deadline.isAbsent()) {
            if (old.isPresent()) {
                rules.errors().invalid(deadline.path(), null, "must not update from a positive integer to nil value");
            }
            return true;
        }
        if (deadline.number() < 0 || deadline.number() > Integer.MAX_VALUE) {
            rules.invalid(deadline, Checks.between(0, Integer.MAX_VALUE));
            return false;
        }
        if (old.isPresent() && old.number() < deadline.number()) {
            rules.invalid(deadline, "must be less than or equal to previous value");
            return false;
        }
        return true;
    }

    private static void tolerations(Field tolerations, Field old, Rules rules) {
        for (Field before : old.items()) {
            boolean kept = tolerations.items().stream().anyMatch(now -> sameButSeconds(now, before));
            if (!kept) {
                rules.forbidden(tolerations, "existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
        SchedulingRules.tolerations(tolerations, rules);
    }

    private static boolean sameButSeconds(Field now, Field before) {
        ObjectNode a = copy(now);
        ObjectNode b = copy(before);
        a.remove("tolerationSeconds");
        b.remove("tolerationSeconds");
        return Same.same(a, b);
    }

    private static void gates(Field gates, Field old, Rules rules) {
        Set<String> known = new HashSet<>();
        old.items().forEach(gate -> known.add(gate.get("name").text()));
        for (Field gate : gates.items()) {
            String name = gate.get("name").text();
            if (!known.contains(name)) {
                rules.forbidden(
                        gate.get("name"), "only deletion is allowed, but found new scheduling gate '" + name + "'");
            }
        }
    }

    /** The new spec with the old values of everything that may change: what then still differs may not. */
    private static ObjectNode withAllowedChangesUndone(Field spec, Field old) {
        ObjectNode allowed = copy(spec);
        for (String list : List.of("containers", "initContainers")) {
            List<ObjectNode> containers = Fill.objects(allowed, list);
            List<Field> before = old.get(list).items();
            for (int i = 0; i < containers.size(); i++) {
                Fill.keep("image", containers.get(i), before.get(i).object());
            }
        }
        for (String field : List.of("activeDeadlineSeconds", "schedulingGates", "tolerations")) {
            Fill.keep(field, allowed, old.object());
        }
        boolean graceRepaired = old.get("terminationGracePeriodSeconds").number() < 0
                && spec.get("terminationGracePeriodSeconds").number() == 1;
        if (graceRepaired) {
            Fill.keep("terminationGracePeriodSeconds", allowed, old.object());
        }
        return allowed;
    }

    /** A pod that still waits at its gates may be told more precisely where it has to run. */
    private static void gatedPod(ObjectNode allowed, ObjectNode before, Field spec, Rules rules) {
        JsonNode selector = before.get("nodeSelector");
        if (!Same.same(allowed.get("nodeSelector"), selector)) {
            if (!containsAll(allowed.path("nodeSelector"), before.path("nodeSelector"))) {
                rules.invalid(
                        spec.get("nodeSelector"),
                        "only additions to spec.nodeSelector are allowed (no mutations or deletions)");
            }
            Fill.keep("nodeSelector", allowed, before);
        }
        JsonNode oldNode = before.path("affinity").get("nodeAffinity");
        JsonNode newNode = allowed.path("affinity").get("nodeAffinity");
        if (Same.same(oldNode, newNode)) {
            return;
        }
        nodeAffinity(
                spec.get("affinity").get("nodeAffinity"), Field.of(oldNode == null ? Json.object() : oldNode), rules);
        undoNodeAffinity(allowed, before, oldNode);
    }

    private static void undoNodeAffinity(ObjectNode allowed, ObjectNode before, @Nullable JsonNode oldNode) {
        ObjectNode affinity = Fill.existing(allowed, "affinity");
        boolean onlyNode = affinity != null && !affinity.has("podAffinity") && !affinity.has("podAntiAffinity");
        if (!before.has("affinity") && onlyNode) {
            allowed.remove("affinity");
        } else if (oldNode != null) {
            Fill.object(allowed, "affinity").set("nodeAffinity", oldNode);
        } else if (affinity != null) {
            affinity.remove("nodeAffinity");
        }
    }

    private static boolean containsAll(JsonNode selector, JsonNode old) {
        return old.properties().stream().allMatch(entry -> entry.getValue().equals(selector.get(entry.getKey())));
    }

    private static void nodeAffinity(Field affinity, Field old, Rules rules) {
        List<Field> before = old.get(REQUIRED).get("nodeSelectorTerms").items();
        Field terms = affinity.get(REQUIRED).get("nodeSelectorTerms");
        List<Field> now = terms.items();
        if (before.isEmpty()) {
            return;
        }
        if (before.size() != now.size()) {
            rules.errors()
                    .invalid(
                            terms.path(),
                            Shown.listOf("NodeSelectorTerm", terms.value()),
                            "no additions/deletions to non-empty NodeSelectorTerms list are allowed");
            return;
        }
        for (int i = 0; i < now.size(); i++) {
            if (!onlyAdds(now.get(i), before.get(i))) {
                rules.errors()
                        .invalid(
                                now.get(i).path(),
                                Shown.of("NodeSelectorTerm", now.get(i).value()),
                                "only additions are allowed (no mutations or deletions)");
            }
        }
    }

    private static boolean onlyAdds(Field term, Field old) {
        boolean wasEmpty =
                old.get("matchExpressions").size() + old.get("matchFields").size() == 0;
        boolean isEmpty =
                term.get("matchExpressions").size() + term.get("matchFields").size() == 0;
        if (wasEmpty) {
            return isEmpty;
        }
        return startsWith(term.get("matchExpressions"), old.get("matchExpressions"))
                && startsWith(term.get("matchFields"), old.get("matchFields"));
    }

    private static boolean startsWith(Field list, Field beginning) {
        List<Field> items = list.items();
        List<Field> first = beginning.items();
        for (int i = 0; i < first.size(); i++) {
            if (i >= items.size() || !items.get(i).same(first.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Ephemeral containers come and stay as they are. */
    static void ephemeralContainers(Field spec, Field old, Rules rules) {
        Map<String, Field> now = new HashMap<>();
        Field all = spec.get("ephemeralContainers");
        all.items().forEach(container -> now.put(container.get("name").text(), container));
        for (Field before : old.get("ephemeralContainers").items()) {
            String name = before.get("name").text();
            Field container = now.get(name);
            if (container == null) {
                rules.forbidden(all, "existing ephemeral containers " + Json.quote(name) + " may not be removed\n");
            } else if (!container.same(before)) {
                rules.forbidden(
                        all,
                        "existing ephemeral containers " + Json.quote(name) + " may not be changed\n"
                                + Shown.difference("EphemeralContainer", before.value(), container.value()));
            }
        }
    }

    private static ObjectNode copy(Field field) {
        ObjectNode object = field.object();
        return object == null ? Json.object() : object.deepCopy();
    }
}
