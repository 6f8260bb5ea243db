package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import java.util.ArrayList;
import java.util.List;

/** The containers of a pod of every sort. */
final class Containers {

    private Containers() {}

    /** Init containers, containers, ephemeral containers: the order in which messages visit them. */
    static List<Field> all(Field spec) {
        List<Field> all = new ArrayList<>(spec.get("initContainers").items());
        all.addAll(spec.get("containers").items());
        all.addAll(spec.get("ephemeralContainers").items());
        return all;
    }

    /** A sidecar: an init container that goes on running. */
    static boolean isSidecar(Field initContainer) {
        return initContainer.get("restartPolicy").is("Always");
    }
}
