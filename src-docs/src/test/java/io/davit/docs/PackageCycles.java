package io.davit.docs;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which packages need each other.
 *
 * <p>The classes of a room's own package count one by one: some are words that the packages inside need, one is the front door, which needs
 * these. Among themselves they may need each other, as classes of any package may.
 */
final class PackageCycles {

    private final Map<String, Set<String>> needs = new TreeMap<>();
    private final Set<String> packages = new TreeSet<>();

    void add(JavaClass item) {
        String from = node(item);
        for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            String to = node(target);
            if (target.getPackageName().startsWith("io.davit") && !from.equals(to)) {
                needs.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
            }
        }
    }

    /** A shortest cycle through each package that is in one, as a text; of rooms' own packages only where others are in it. */
    List<String> all() {
        List<String> cycles = new ArrayList<>();
        Set<String> told = new TreeSet<>();
        for (String each : packages) {
            List<String> cycle = told.contains(each) ? null : shortest(each);
            if (cycle != null) {
                told.addAll(cycle);
                cycles.add(String.join(" needs ", cycle) + " needs " + each);
            }
        }
        return cycles;
    }

    private @Nullable List<String> shortest(String start) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            String at = next.remove();
            for (String to : needs.getOrDefault(at, Set.of())) {
                if (to.equals(start)) {
                    return way(start, at, cameFrom);
                }
                if (cameFrom.putIfAbsent(to, at) == null) {
                    next.add(to);
                }
            }
        }
        return null;
    }

    private static List<String> way(String start, String end, Map<String, String> cameFrom) {
        List<String> way = new ArrayList<>();
        for (String at = end; !at.equals(start); at = cameFrom.getOrDefault(at, start)) {
            way.addFirst(at);
        }
        way.addFirst(start);
        return way;
    }

    private String node(JavaClass item) {
        String home = item.getPackageName();
        if (Room.isRoot(home)) {
            return home + "." + outermost(item).getSimpleName();
        }
        if (home.startsWith("io.davit")) {
            packages.add(home);
        }
        return home;
    }

    private static JavaClass outermost(JavaClass item) {
        return item.getEnclosingClass().map(PackageCycles::outermost).orElse(item);
    }
}
