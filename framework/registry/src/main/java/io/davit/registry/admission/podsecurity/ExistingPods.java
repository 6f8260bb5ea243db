package io.davit.registry.admission.podsecurity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells which pods of a namespace would be refused by what is enforced from now on. Pods of the same controller are alike, so the
 * first one of each comes first, for there is an end to time and number.
 */
public final class ExistingPods {

    private static final int MOST = 3000;
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private final String namespace;
    private final Standard enforce;
    private final Map<String, Alike> byReasons = new HashMap<>();

    private ExistingPods(String namespace, Standard enforce) {
        this.namespace = namespace;
        this.enforce = enforce;
    }

    /**
     * The warnings; those that begin with a pod's name are sorted.
     *
     * @param pods all pods of the namespace; each is asked for when its turn comes
     * @param nanos a clock
     */
    public static List<String> warnings(
            String namespace, Standard enforce, List<Supplier<ObjectNode>> pods, LongSupplier nanos) {
        ExistingPods existing = new ExistingPods(namespace, enforce);
        int checked = existing.check(pods, nanos);
        return existing.warnings(checked, pods.size());
    }

    /** How many have been checked. */
    private int check(List<Supplier<ObjectNode>> pods, LongSupplier nanos) {
        long start = nanos.getAsLong();
        Set<String> controllers = new HashSet<>();
        List<Supplier<ObjectNode>> later = new ArrayList<>();
        int checked = 0;
        for (Supplier<ObjectNode> each : pods) {
            if (checked == MOST) {
                return checked;
            }
            ObjectNode pod = each.get();
            String controller = controller(pod);
            if (controller.isEmpty() || controllers.add(controller)) {
                check(pod);
                checked++;
            } else {
                later.add(each);
            }
            if (nanos.getAsLong() - start > LONGEST) {
                return checked;
            }
        }
        for (Supplier<ObjectNode> each : later) {
            if (checked == MOST || nanos.getAsLong() - start > LONGEST) {
                return checked;
            }
            check(each.get());
            checked++;
        }
        return checked;
    }

    private static String controller(ObjectNode pod) {
        return pod.path("metadata")
                .path("ownerReferences")
                .valueStream()
                .filter(owner -> Pod.isTrue(owner.path("controller")))
                .map(owner -> owner.path("uid").asString(""))
                .findFirst()
                .orElse("");
    }

    private void check(ObjectNode pod) {
        Findings found = Checks.find(enforce, Pod.of(pod));
        if (!found.isEmpty()) {
            String name = pod.path("metadata").path("name").asString("");
            byReasons.merge(found.reasons(), new Alike(name, 1), Alike::and);
        }
    }

    private List<String> warnings(int checked, int total) {
        List<String> warnings = new ArrayList<>();
        if (checked < total) {
            warnings.add("new PodSecurity enforce level only checked against the first " + checked + " of " + total
                    + " existing pods");
        }
        if (!byReasons.isEmpty()) {
            warnings.add("existing pods in namespace \"" + namespace + "\" violate the new PodSecurity enforce level \""
                    + enforce + "\"");
        }
        byReasons.entrySet().stream()
                .map(alike -> alike.getValue() + ": " + alike.getKey())
                .sorted()
                .forEach(warnings::add);
        return warnings;
    }

    /** Pods with the same thing wrong: the first one by name, and how many there are. */
    private record Alike(String first, int count) {

        Alike and(Alike other) {
            return new Alike(
                    first.compareTo(other.first) <= 0 ? first : other.first, Math.addExact(count, other.count));
        }

        @Override
        public String toString() {
            int others = count - 1;
            return others == 0 ? first : first + " (and " + others + " other " + Words.plural("pod", others) + ")";
        }
    }
}
