package io.davit.kinds;

import io.davit.model.GroupVersionKind;
import java.util.Set;

/**
 * A part of a resource with a path of its own, such as {@code status} or {@code scale}.
 *
 * @param name the last path segment
 * @param kind the kind it takes and answers, perhaps of another group ({@code autoscaling/v1, Kind=Scale})
 * @param foreignKind whether discovery names the kind's group and version because they differ from the resource's
 * @param verbs what can be done with it
 */
public record Subresource(String name, GroupVersionKind kind, boolean foreignKind, Set<String> verbs) {

    public Subresource {
        verbs = Set.copyOf(verbs);
    }
}
