package io.davit.registry.admission.podsecurity;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes release whose standards are meant: {@code v1.25}, or {@code latest}, which is newer than every number.
 *
 * @param minor the number after {@code v1.}; 0 for the latest
 */
public record Version(boolean isLatest, long minor) {

    public static final Version LATEST = new Version(true, 0);

    private static final Pattern NUMBERED = Pattern.compile("v1\\.(0|[1-9][0-9]{0,18})");

    static Version of(long minor) {
        return new Version(false, minor);
    }

    /** The version that a label names, be it released or not; null when it names none. */
    static @Nullable Version parse(String label) {
        if (label.equals("latest")) {
            return LATEST;
        }
        if (!NUMBERED.matcher(label).matches()) {
            return null;
        }
        try {
            return of(Long.parseLong(label.substring("v1.".length())));
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    @Override
    public String toString() {
        return isLatest ? "latest" : "v1." + minor;
    }
}
