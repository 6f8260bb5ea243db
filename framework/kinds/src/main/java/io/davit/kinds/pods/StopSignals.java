package io.davit.kinds.pods;

import java.util.List;
import java.util.TreeSet;

/** The signals a container can be stopped with. */
final class StopSignals {

    /** In alphabetical order. */
    static final List<String> LINUX = all();

    private StopSignals() {}

    private static List<String> all() {
        TreeSet<String> names = new TreeSet<>(List.of(
                "SIGABRT",
                "SIGALRM",
                "SIGBUS",
                "SIGCHLD",
                "SIGCLD",
                "SIGCONT",
                "SIGFPE",
                "SIGHUP",
                "SIGILL",
                "SIGINT",
                "SIGIO",
                "SIGIOT",
                "SIGKILL",
                "SIGPIPE",
                "SIGPOLL",
                "SIGPROF",
                "SIGPWR",
                "SIGQUIT",
                "SIGSEGV",
                "SIGSTKFLT",
                "SIGSTOP",
                "SIGSYS",
                "SIGTERM",
                "SIGTRAP",
                "SIGTSTP",
                "SIGTTIN",
                "SIGTTOU",
                "SIGURG",
                "SIGUSR1",
                "SIGUSR2",
                "SIGVTALRM",
                "SIGWINCH",
                "SIGXCPU",
                "SIGXFSZ",
                "SIGRTMIN",
                "SIGRTMAX"));
        for (int i = 1; i <= 15; i++) {
            names.add("SIGRTMIN+" + i);
        }
        for (int i = 1; i <= 14; i++) {
            names.add("SIGRTMAX-" + i);
        }
        return List.copyOf(names);
    }
}
