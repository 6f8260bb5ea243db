package io.davit.registry;

import java.util.List;
import java.util.Map;

/** Who makes a request, as authentication found it. */
public record Caller(String name, String uid, List<String> groups, Map<String, List<String>> extra) {

    /** The server itself. */
    public static final Caller SYSTEM =
            new Caller("system:apiserver", "", List.of("system:masters", "system:authenticated"), Map.of());

    public Caller {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    public static Caller of(String name, String... groups) {
        return new Caller(name, "", List.of(groups), Map.of());
    }
}
