package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import java.util.Map;
import java.util.Set;

/**
 * What the rules of a container need to know about its pod.
 *
 * @param isPod whether the spec belongs to a pod and not to a template
 * @param volumes the valid volumes by name
 * @param claims names of resource claims
 */
record PodContext(Field spec, boolean isPod, Map<String, Field> volumes, Set<String> claims, Rules rules) {

    /** Containers see the host's users unless the pod has its own. */
    boolean hostUsers() {
        Field own = spec.get("hostUsers");
        return own.isAbsent() || own.isTrue();
    }

    long gracePeriod() {
        return spec.get("terminationGracePeriodSeconds").number();
    }
}
