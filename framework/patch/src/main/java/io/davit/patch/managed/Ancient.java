package io.davit.patch.managed;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the number of updaters bounded: the oldest of a version are put together under one name. Appliers are never put together.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-side apply</a>
 */
final class Ancient {

    private static final int MAX_UPDATERS = 10;
    private static final String NAME = "ancient-changes";

    private Ancient() {}

    static Managers capped(Managers managers) {
        if (managers.all().size() <= MAX_UPDATERS) {
            return managers;
        }
        List<Manager> updaters = managers.all().stream()
                .filter(manager -> !manager.applies())
                .sorted(Comparator.comparing(Manager::time).thenComparing(Manager::id))
                .toList();
        int tooMany = updaters.size() - MAX_UPDATERS;
        Managers result = managers;
        Map<String, Manager> first = new HashMap<>();
        for (Manager updater : updaters) {
            if (tooMany <= 0) {
                break;
            }
            Manager oldest = first.putIfAbsent(updater.apiVersion(), updater);
            if (oldest != null) {
                Manager together = Manager.updater(NAME, updater.apiVersion(), "")
                        .owning(oldest.fields().union(updater.fields()))
                        .at(updater.time());
                result = result.without(oldest.id()).without(updater.id()).with(together);
                first.put(updater.apiVersion(), together);
                tooMany--;
            }
        }
        return result;
    }
}
