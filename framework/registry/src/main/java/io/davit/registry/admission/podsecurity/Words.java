package io.davit.registry.admission.podsecurity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Phrases that the texts of several checks are made of. */
final class Words {

    private Words() {}

    /** Each in quotes, as it is. */
    static String quoted(Collection<String> items) {
        return items.isEmpty() ? "" : "\"" + String.join("\", \"", items) + "\"";
    }

    static String plural(String word, int count) {
        return count == 1 ? word : word + "s";
    }

    /** {@code container "a"} or {@code containers "a", "b"}. */
    static String named(String word, Collection<String> names) {
        return plural(word, names.size()) + " " + quoted(names);
    }

    static String uses(int count) {
        return count == 1 ? "uses" : "use";
    }

    /** Who set something: the pod itself, containers, both or none. */
    static List<String> setters(boolean pod, List<String> containers) {
        List<String> setters = new ArrayList<>();
        if (pod) {
            setters.add("pod");
        }
        if (!containers.isEmpty()) {
            setters.add(named("container", containers));
        }
        return setters;
    }

    static String and(List<String> items) {
        return String.join(" and ", items);
    }
}
