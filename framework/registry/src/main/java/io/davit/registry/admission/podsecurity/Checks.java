package io.davit.registry.admission.podsecurity;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** All checks, as of every version, in the order in which they are told about. */
final class Checks {

    private static final List<Check> ALL = List.of(
                    AppArmor.CHECK,
                    AddedCapabilities.CHECK,
                    HostNamespaces.CHECK,
                    HostPathVolumes.CHECK,
                    HostPorts.CHECK,
                    ProbedHosts.CHECK,
                    Privileged.CHECK,
                    ProcMount.BASELINE,
                    SeLinux.CHECK,
                    Seccomp.BASELINE,
                    Sysctls.CHECK,
                    WindowsHostProcess.CHECK,
                    PrivilegeEscalation.CHECK,
                    DroppedCapabilities.CHECK,
                    ProcMount.RESTRICTED,
                    VolumeTypes.CHECK,
                    RunAsNonRoot.CHECK,
                    RunAsUser.CHECK,
                    Seccomp.RESTRICTED)
            .stream()
            .sorted(Comparator.comparing(Check::level).thenComparing(Check::id))
            .toList();

    /** Nothing has changed since, so this one is the latest. */
    private static final long NEWEST =
            ALL.stream().mapToLong(check -> check.rules().lastKey()).max().orElse(0);

    private static final List<List<Rule>> BASELINE = byVersion(Level.BASELINE);
    private static final List<List<Rule>> RESTRICTED = byVersion(Level.RESTRICTED);

    private Checks() {}

    /** What a standard finds wrong with a pod. */
    static Findings find(Standard standard, Pod pod) {
        return new Findings(rules(standard).stream()
                .map(rule -> rule.check(pod))
                .filter(Objects::nonNull)
                .toList());
    }

    private static List<Rule> rules(Standard standard) {
        Version version = standard.version();
        int minor = (int) (version.isLatest() ? NEWEST : Math.min(version.minor(), NEWEST));
        return switch (standard.level()) {
            case PRIVILEGED -> List.of();
            case BASELINE -> BASELINE.get(minor);
            case RESTRICTED -> RESTRICTED.get(minor);
        };
    }

    private static List<List<Rule>> byVersion(Level level) {
        return LongStream.rangeClosed(0, NEWEST)
                .mapToObj(minor -> rules(level, minor))
                .toList();
    }

    private static List<Rule> rules(Level level, long minor) {
        List<Check> due = ALL.stream()
                .filter(check -> !check.level().isStricterThan(level) && check.at(minor) != null)
                .toList();
        Set<String> replaced = due.stream().map(Check::replaces).collect(Collectors.toSet());
        return due.stream()
                .filter(check -> !replaced.contains(check.id()))
                .map(check -> check.at(minor))
                .filter(Objects::nonNull)
                .toList();
    }
}
