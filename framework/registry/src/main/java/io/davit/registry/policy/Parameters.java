package io.davit.registry.policy;

import io.davit.model.json.Json;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Served;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters of policies as trees, which are read once for each state of an object and go with it. Expressions only read them; nobody
 * else may have them.
 */
final class Parameters {

    /** More than any policy should have; what is beyond is read each time. */
    private static final int MOST = 1000;

    private final Map<CachedObject, Tree> known = Collections.synchronizedMap(new WeakHashMap<>());

    /** A parameter in the version in which a policy wants it; not to be changed. */
    ObjectNode tree(Served served, CachedObject state) {
        Tree before = known.get(state);
        if (before != null && before.served == served) {
            return before.tree;
        }
        ObjectNode tree = Json.parseObject(served.bytes(state));
        if (known.size() < MOST) {
            known.put(state, new Tree(served, tree));
        }
        return tree;
    }

    private record Tree(Served served, ObjectNode tree) {}
}
