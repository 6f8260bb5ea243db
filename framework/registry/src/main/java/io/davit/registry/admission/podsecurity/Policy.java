package io.davit.registry.admission.podsecurity;

import io.davit.model.error.Cause;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the labels of a namespace ask for. Where a label is wrong, enforcing takes the strictest level and the latest version, and
 * telling takes none.
 *
 * @param enforce what pods are refused by
 * @param audit what audit events tell about
 * @param warn what clients are warned about; as strict as {@code enforce} when no label says otherwise
 * @param errors the labels that are wrong
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces">Labels
 *     for namespaces</a>
 */
public record Policy(Standard enforce, Standard audit, Standard warn, List<Cause> errors) {

    /** What goes before {@code enforce}, {@code audit-version} and the like, in labels and in audit annotations. */
    public static final String PREFIX = "pod-security.kubernetes.io/";

    private static final String ENFORCE = PREFIX + "enforce";
    private static final String AUDIT = PREFIX + "audit";
    private static final String WARN = PREFIX + "warn";
    private static final String VERSION = "-version";

    private static final Policy NONE =
            new Policy(Standard.PRIVILEGED, Standard.PRIVILEGED, Standard.PRIVILEGED, List.of());

    public static Policy of(Map<String, String> labels) {
        if (labels.keySet().stream().noneMatch(label -> label.startsWith(PREFIX))) {
            return NONE;
        }
        FieldErrors errors = new FieldErrors();
        Standard enforce = read(labels, ENFORCE, Level.RESTRICTED, errors);
        Standard audit = read(labels, AUDIT, Level.PRIVILEGED, errors);
        Standard warn = read(labels, WARN, Level.PRIVILEGED, errors);
        String enforced = labels.get(ENFORCE);
        if (enforced != null && Level.parse(enforced) != null && !labels.containsKey(WARN) && !enforce.isPrivileged()) {
            warn = new Standard(
                    enforce.level(), labels.containsKey(WARN + VERSION) ? warn.version() : enforce.version());
        }
        return new Policy(enforce, audit, warn, errors.causes());
    }

    private static Standard read(Map<String, String> labels, String mode, Level whenWrong, FieldErrors errors) {
        String level = labels.get(mode);
        Level wanted = Level.PRIVILEGED;
        if (level != null) {
            wanted = orElse(
                    Level.parse(level),
                    whenWrong,
                    () -> errors.invalid(path(mode), level, "must be one of privileged, baseline, restricted"));
        }
        String version = labels.get(mode + VERSION);
        Version since = Version.LATEST;
        if (version != null) {
            since = orElse(
                    Version.parse(version),
                    Version.LATEST,
                    () -> errors.invalid(path(mode + VERSION), version, "must be \"latest\" or \"v1.x\""));
        }
        return new Standard(wanted, since);
    }

    private static <T> T orElse(@Nullable T parsed, T whenWrong, Runnable complain) {
        if (parsed != null) {
            return parsed;
        }
        complain.run();
        return whenWrong;
    }

    private static FieldPath path(String label) {
        return FieldPath.of("metadata", "labels").key(label);
    }

    /** Whether every pod is fine. */
    public boolean allowsEverything() {
        return errors.isEmpty() && enforce.isPrivileged() && saysNothing();
    }

    /** Whether nobody is to be told anything about a pod that is not refused. */
    public boolean saysNothing() {
        return errors.isEmpty() && audit.isPrivileged() && warn.isPrivileged();
    }

    /** The wrong labels in one text; empty when there are none. */
    String problems() {
        List<String> texts = errors.stream()
                .map(error -> error.field() + ": " + error.message())
                .toList();
        String all = String.join(", ", texts);
        return texts.size() > 1 ? "[" + all + "]" : all;
    }
}
