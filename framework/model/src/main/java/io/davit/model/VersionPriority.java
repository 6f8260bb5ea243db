package io.davit.model;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of a custom group's versions comes first: {@code v10, v2, v1, v3beta1, v1beta2, v1alpha1, foo1, foo10}.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority">Version priority</a>
 */
public final class VersionPriority {

    /** The best first. */
    public static final Comparator<String> BEST_FIRST = (one, other) -> compare(read(one), read(other));

    /** At most nine digits each, so that they are numbers; longer ones are names like any other. */
    private static final Pattern FORM = Pattern.compile("v([1-9][0-9]{0,8})(?:(alpha|beta)([1-9][0-9]{0,8}))?");

    private VersionPriority() {}

    private static int compare(Read one, Read other) {
        if (one.stage == 0 || other.stage == 0) {
            return one.stage == other.stage ? one.text.compareTo(other.text) : Integer.compare(other.stage, one.stage);
        }
        int byStage = Integer.compare(other.stage, one.stage);
        int byMajor = byStage != 0 ? byStage : Integer.compare(other.major, one.major);
        return byMajor != 0 ? byMajor : Integer.compare(other.minor, one.minor);
    }

    private static Read read(String version) {
        Matcher matcher = FORM.matcher(version);
        if (!matcher.matches()) {
            return new Read(version, 0, 0, 0);
        }
        int stage = matcher.group(2) == null ? 3 : matcher.group(2).equals("beta") ? 2 : 1;
        int minor = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        return new Read(version, stage, Integer.parseInt(matcher.group(1)), minor);
    }

    /** @param stage 3 stable, 2 beta, 1 alpha, 0 none of these */
    private record Read(String text, int stage, int major, int minor) {}
}
