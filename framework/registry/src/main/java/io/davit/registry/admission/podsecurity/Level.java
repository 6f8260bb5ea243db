package io.davit.registry.admission.podsecurity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much a pod may do, from everything to little. */
public enum Level {
    PRIVILEGED,
    BASELINE,
    RESTRICTED;

    /** The level that a label names; null when there is none of that name. */
    static @Nullable Level parse(String label) {
        return switch (label) {
            case "privileged" -> PRIVILEGED;
            case "baseline" -> BASELINE;
            case "restricted" -> RESTRICTED;
            default -> null;
        };
    }

    boolean isStricterThan(Level other) {
        return compareTo(other) > 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
