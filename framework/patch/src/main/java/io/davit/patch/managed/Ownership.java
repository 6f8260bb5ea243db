package io.davit.patch.managed;

import io.davit.patch.fields.FieldSet;
import io.davit.patch.typed.Comparison;
import io.davit.patch.typed.Type;
import io.davit.patch.typed.Typed;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The algebra of owning fields.
 *
 * <p>Who writes a field owns it. An update takes fields from their owners. An apply owns exactly what it mentions: it conflicts with
 * owners whose values it would change, shares fields whose values it leaves, and removes what it mentioned last time, does not mention
 * any more, and nobody else owns. Each manager's paths are in a version of their own, so objects are converted to it before anything is
 * decided about them.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-side apply</a>
 */
final class Ownership {

    private final Versions versions;

    Ownership(Versions versions) {
        this.versions = versions;
    }

    /**
     * The outcome of an apply.
     *
     * @param object the merged object; null when it is the live one
     */
    record Applied(@Nullable Typed object, Managers managers) {}

    /**
     * The outcome of an update.
     *
     * @param others every manager as it was, without what is otherwise now
     * @param written what is otherwise now, and so is the writer's
     */
    record Updated(Managers others, FieldSet written) {}

    /** An update takes what it changes from everybody, the writer's own earlier entry included. */
    Updated update(Typed live, Typed next, Managers present) {
        Managers managers = reconciled(live, present);
        Comparison changes = live.compare(next).ignoring(versions.reset(next.apiVersion()));
        Managers others = managers.map(manager -> {
            Comparison theirs = comparison(live, next, changes, manager.apiVersion());
            return theirs == null
                    ? null
                    : manager.fields().difference(theirs.written()).difference(theirs.removed());
        });
        return new Updated(others, changes.written());
    }

    /**
     * An apply by a manager.
     *
     * @throws Conflicts when it would change what others own and is not forced
     */
    Applied apply(Typed live, Typed applied, Managers present, Manager applier, boolean force) throws Conflicts {
        Managers managers = reconciled(live, present);
        Manager before = managers.get(applier.id());
        FieldSet mentioned = applied.fields().recursiveDifference(versions.reset(applied.apiVersion()));
        Manager earlier = present.get(applier.id());
        Manager now = (earlier == null ? applier : applier.at(earlier.time())).owning(mentioned);
        managers = managers.with(now);
        Typed merged = live.merge(applied);
        if (before != null && !before.fields().isEmpty()) {
            merged = withoutLeft(merged, before, managers);
        }
        managers = taken(live, merged, managers, applier.id(), force);
        return new Applied(merged.sameAs(live) ? null : merged, managers);
    }

    /** The managers after the applier has taken what it changes from the others. */
    private Managers taken(Typed live, Typed merged, Managers managers, Manager.Id applier, boolean force)
            throws Conflicts {
        Comparison changes = live.compare(merged).ignoring(versions.reset(merged.apiVersion()));
        Map<String, @Nullable Comparison> byVersion = new HashMap<>();
        TreeMap<Manager.Id, Manager> conflicts = new TreeMap<>();
        for (Manager manager : managers.all()) {
            byVersion.computeIfAbsent(manager.apiVersion(), version -> comparison(live, merged, changes, version));
            Comparison theirs = byVersion.get(manager.apiVersion());
            FieldSet both = theirs == null || manager.id().equals(applier)
                    ? new FieldSet()
                    : manager.fields().intersection(theirs.written());
            if (!both.isEmpty()) {
                conflicts.put(manager.id(), manager.owning(both));
            }
        }
        if (!force && !conflicts.isEmpty()) {
            throw new Conflicts(conflicts);
        }
        return managers.map(manager -> {
            Comparison theirs = byVersion.get(manager.apiVersion());
            if (manager.id().equals(applier) || theirs == null) {
                return theirs == null ? null : manager.fields();
            }
            return manager.fields().difference(theirs.written()).difference(theirs.removed());
        });
    }

    /** What changes in the version of a manager; null where that version is gone. */
    private @Nullable Comparison comparison(Typed live, Typed next, Comparison changes, String version) {
        if (version.equals(next.apiVersion())) {
            return changes;
        }
        Typed old = in(live, version);
        Typed now = in(next, version);
        return old == null || now == null ? null : old.compare(now).ignoring(versions.reset(version));
    }

    /**
     * The merged object without what the applier has left: fields that it owned before and that nobody, itself included, owns now. What
     * was never the applier's stays, also in maps and lists that are.
     */
    private Typed withoutLeft(Typed merged, Manager before, Managers managers) {
        Typed all = in(merged, before.apiVersion());
        if (all == null) {
            return merged;
        }
        FieldSet left = all.withNamedFields(before.fields());
        Typed pruned = withOwned(all, all.without(left), before.apiVersion(), managers);
        Typed compared = in(pruned, before.apiVersion());
        if (compared == null) {
            return merged;
        }
        FieldSet gone = all.withNamedFields(all.fields()).difference(all.withNamedFields(compared.fields()));
        Typed result = in(all.without(gone.intersection(left)), merged.apiVersion());
        return result == null ? merged : result;
    }

    /** The pruned object with everything again that is somebody's in some version. */
    private Typed withOwned(Typed all, Typed pruned, String firstVersion, Managers managers) {
        TreeMap<String, FieldSet> owned = new TreeMap<>();
        managers.all().forEach(manager -> owned.merge(manager.apiVersion(), manager.fields(), FieldSet::union));
        FieldSet first = owned.remove(firstVersion);
        Typed result = first == null ? pruned : withOwned(all, pruned, first);
        for (Map.Entry<String, FieldSet> other : owned.entrySet()) {
            Typed there = in(all, other.getKey());
            Typed kept = in(result, other.getKey());
            if (there != null && kept != null) {
                result = withOwned(there, kept, other.getValue());
            }
        }
        return result;
    }

    private static Typed withOwned(Typed all, Typed pruned, FieldSet owned) {
        FieldSet kept = all.withNamedFields(pruned.fields()).union(all.withNamedFields(owned));
        return all.without(all.withNamedFields(all.fields()).difference(kept));
    }

    /** The managers after changes of the schema. Versions that are gone take their managers with them. */
    private Managers reconciled(Typed live, Managers managers) {
        return managers.map(manager -> {
            Typed there = in(live, manager.apiVersion());
            return there == null ? null : there.reconciled(manager.fields());
        });
    }

    private @Nullable Typed in(Typed object, String version) {
        if (object.apiVersion().equals(version)) {
            return object;
        }
        Type type = versions.type(version);
        return type == null
                ? null
                : new Typed(versions.convert(object.object(), object.apiVersion(), version), type, version);
    }
}
