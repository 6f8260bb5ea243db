package io.davit.registry.policy;

import io.davit.model.meta.Meta;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.ObjectCache;
import io.davit.registry.family.Family;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The policies of one kind that have bindings, ordered by name, each read and compiled once.
 *
 * <p>It is made anew when a policy or a binding has changed since it was last asked for; that it has not costs two reads of a number.
 * So what one request writes counts for the next.
 */
final class PolicyIndex<P extends Policy> {

    private final Family policies;
    private final Family bindings;
    private final Function<ObjectNode, P> reader;
    private volatile @Nullable Image<P> image;

    PolicyIndex(Family policies, Family bindings, Function<ObjectNode, P> reader) {
        this.policies = policies;
        this.bindings = bindings;
        this.reader = reader;
    }

    List<Hook<P>> hooks() {
        Image<P> known = image;
        return known != null && known.isNew(policies.cache(), bindings.cache()) ? known.hooks : renewed().hooks;
    }

    private synchronized Image<P> renewed() {
        Image<P> known = image;
        ObjectCache policyCache = policies.cache();
        ObjectCache bindingCache = bindings.cache();
        if (known != null && known.isNew(policyCache, bindingCache)) {
            return known;
        }
        // the counts are read first: what changes while the objects are read makes the image old at once
        long policyChanges = policyCache.changes();
        long bindingChanges = bindingCache.changes();
        Map<String, List<Binding>> byPolicy = new TreeMap<>();
        for (CachedObject each : bindingCache.list(bindings.prefix()).objects()) {
            Binding binding = Binding.of(each.tree());
            byPolicy.computeIfAbsent(binding.policy(), name -> new ArrayList<>())
                    .add(binding);
        }
        Map<String, Read<P>> read = new HashMap<>();
        List<Hook<P>> hooks = new ArrayList<>();
        byPolicy.forEach((name, itsBindings) -> {
            CachedObject state = policyCache.get(policies.key("", name));
            if (state != null) {
                Read<P> before = known == null ? null : known.read.get(name);
                Read<P> now = before != null && before.revision == state.revision() ? before : read(state, before);
                read.put(name, now);
                hooks.add(new Hook<>(now.policy, itsBindings));
            }
        });
        Image<P> made = new Image<>(policyChanges, bindingChanges, List.copyOf(hooks), read);
        image = made;
        return made;
    }

    /** A policy whose status or metadata have changed is still the same policy, and need not be compiled again. */
    private Read<P> read(CachedObject state, @Nullable Read<P> before) {
        ObjectNode object = state.tree();
        Meta meta = Meta.of(object);
        boolean same = before != null && before.uid.equals(meta.uid()) && before.generation == meta.generation();
        P policy = before != null && same ? before.policy : reader.apply(object);
        return new Read<>(state.revision(), meta.uid(), meta.generation(), policy);
    }

    private record Read<P>(long revision, String uid, long generation, P policy) {}

    private record Image<P extends Policy>(
            long policyChanges, long bindingChanges, List<Hook<P>> hooks, Map<String, Read<P>> read) {

        boolean isNew(ObjectCache policies, ObjectCache bindings) {
            return policyChanges == policies.changes() && bindingChanges == bindings.changes();
        }
    }
}
