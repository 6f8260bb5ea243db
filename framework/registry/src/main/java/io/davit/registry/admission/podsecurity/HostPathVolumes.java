package io.davit.registry.admission.podsecurity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods see no files of their node. */
final class HostPathVolumes {

    static final Check CHECK = Check.baseline("hostPathVolumes").since(0, HostPathVolumes::check);

    private HostPathVolumes() {}

    private static @Nullable Violation check(Pod pod) {
        List<String> bad = pod.spec()
                .path("volumes")
                .valueStream()
                .filter(volume -> Pod.isSet(volume.path("hostPath")))
                .map(Pod::name)
                .toList();
        return bad.isEmpty() ? null : new Violation("hostPath volumes", Words.named("volume", bad));
    }
}
