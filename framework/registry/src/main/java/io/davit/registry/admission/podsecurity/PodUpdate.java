package io.davit.registry.admission.podsecurity;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tells updates of pods that are to be judged from those that are not: a pod that was there before may still be labelled. */
public final class PodUpdate {

    private PodUpdate() {}

    /** Whether a container is new or has another image. */
    public static boolean matters(Pod pod, Pod old) {
        return differ(pod, old, "initContainers")
                || differ(pod, old, "containers")
                || adds(pod.spec().path("ephemeralContainers"), old.spec().path("ephemeralContainers"));
    }

    private static boolean differ(Pod pod, Pod old, String field) {
        return !images(pod.spec().path(field)).equals(images(old.spec().path(field)));
    }

    private static List<String> images(JsonNode containers) {
        return containers.valueStream().map(PodUpdate::image).toList();
    }

    private static boolean adds(JsonNode containers, JsonNode old) {
        return containers
                .valueStream()
                .anyMatch(container -> old.valueStream()
                        .filter(before -> Pod.name(before).equals(Pod.name(container)))
                        .findFirst()
                        .map(before -> !image(before).equals(image(container)))
                        .orElse(true));
    }

    private static String image(JsonNode container) {
        return container.path("image").asString("");
    }
}
