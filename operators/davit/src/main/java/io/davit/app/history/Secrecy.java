package io.davit.app.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the values of a Secret to itself: which of them changed is told, what they are is not. */
final class Secrecy {

    private static final Set<String> SECRET = Set.of("data", "stringData");
    private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private Secrecy() {}

    static List<Change> keep(List<Change> changes) {
        List<Change> kept = new ArrayList<>();
        for (Change change : changes) {
            String root = name(change.path(), 0);
            if (SECRET.contains(root)) {
                eachKey(change, kept);
            } else if (root.equals("metadata") && name(change.path(), 1).equals("annotations")) {
                annotations(change, kept);
            } else {
                kept.add(change);
            }
        }
        return kept;
    }

    /** Data that came or went as a whole is told key by key. */
    private static void eachKey(Change change, List<Change> to) {
        if (change.path().size() > 1 || !(isMap(change.before()) && isMap(change.after()))) {
            to.add(change.kept());
            return;
        }
        for (Change each : members(change)) {
            to.add(each.kept());
        }
    }

    /** What was last applied holds the data, too. */
    private static void annotations(Change change, List<Change> to) {
        List<Change> each = change.path().size() == 2 && isMap(change.before()) && isMap(change.after())
                ? members(change)
                : List.of(change);
        for (Change one : each) {
            String name = name(one.path(), 2);
            to.add(name.equals(APPLIED) || name.isEmpty() ? one.kept() : one);
        }
    }

    private static List<Change> members(Change change) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode side : new JsonNode[] {orEmpty(change.before()), orEmpty(change.after())}) {
            names.addAll(side.propertyNames());
        }
        List<Change> members = new ArrayList<>();
        for (String name : names) {
            List<Step> path = new ArrayList<>(change.path());
            path.add(new Step.Member(name));
            members.add(new Change(
                    path,
                    orEmpty(change.before()).get(name),
                    orEmpty(change.after()).get(name),
                    false));
        }
        return members;
    }

    private static boolean isMap(@Nullable JsonNode node) {
        return node == null || node instanceof ObjectNode;
    }

    private static JsonNode orEmpty(@Nullable JsonNode node) {
        return node == null ? io.davit.model.json.Json.object() : node;
    }

    private static String name(List<Step> path, int at) {
        return path.size() > at && path.get(at) instanceof Step.Member member ? member.name() : "";
    }
}
