package io.davit.registry.policy;

import java.util.HashSet;
import java.util.Set;

/** Which invocations of mutating policies are made once more in the second run of a request, because something was changed after them. */
final class Rerun {

    /** A policy with a binding and a parameter. */
    record Invocation(String policy, String binding, String paramNamespace, String paramName) {}

    private final Set<Invocation> made = new HashSet<>();
    private final Set<Invocation> wanted = new HashSet<>();

    boolean wants(Invocation invocation) {
        return wanted.contains(invocation);
    }

    void made(Invocation invocation) {
        made.add(invocation);
    }

    /** The object is not what it was: what was invoked before wants to see it again. */
    void changed() {
        wanted.addAll(made);
        made.clear();
    }
}
