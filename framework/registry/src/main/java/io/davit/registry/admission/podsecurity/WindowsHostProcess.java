package io.davit.registry.admission.podsecurity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** On Windows too, containers are containers. */
final class WindowsHostProcess {

    static final Check CHECK = Check.baseline("windowsHostProcess").since(0, WindowsHostProcess::check);

    private WindowsHostProcess() {}

    private static @Nullable Violation check(Pod pod) {
        List<String> setters =
                Words.setters(isSet(pod.securityContext()), pod.containersWith(WindowsHostProcess::isSet));
        return setters.isEmpty()
                ? null
                : new Violation(
                        "hostProcess",
                        Words.and(setters) + " must not set securityContext.windowsOptions.hostProcess=true");
    }

    private static boolean isSet(JsonNode context) {
        return Pod.isTrue(context.path("windowsOptions").path("hostProcess"));
    }
}
