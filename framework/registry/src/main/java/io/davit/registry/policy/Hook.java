package io.davit.registry.policy;

import java.util.List;

/** A policy that holds somewhere. */
record Hook<P extends Policy>(P policy, List<Binding> bindings) {

    Hook {
        bindings = List.copyOf(bindings);
    }
}
