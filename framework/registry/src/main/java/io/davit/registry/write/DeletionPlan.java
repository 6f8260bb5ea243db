package io.davit.registry.write;

import io.davit.kinds.Strategy;
import io.davit.model.meta.Meta;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a deletion does to an object: a pure decision.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/architecture/garbage-collection/">Garbage collection</a>
 */
sealed interface DeletionPlan {

    /** It goes at once. */
    record Remove() implements DeletionPlan {}

    /** It is written with its deletion time first, and then goes: a graceful deletion without grace. */
    record MarkAndRemove(ObjectNode marked) implements DeletionPlan {}

    /** It stays, with a deletion time, until finalizers or grace let it go. */
    record Mark(ObjectNode marked) implements DeletionPlan {}

    /** It is already on its way, and this request changes nothing. */
    record Leave() implements DeletionPlan {}

    static DeletionPlan of(ObjectNode object, Strategy strategy, Deletion asked, Instant now) {
        ObjectNode next = object.deepCopy();
        strategy.beforeDelete(next);
        List<String> finalizers = finalizers(Meta.of(next).finalizers(), strategy, asked.propagation());
        Meta.of(next).finalizers(finalizers);
        boolean held = !finalizers.isEmpty() || !strategy.finishesByUpdate(next);
        Long grace = strategy.gracePeriod(object, asked.gracePeriodSeconds());
        if (grace != null && isPending(object, grace, asked)) {
            return next.equals(object) ? new Leave() : new Mark(next);
        }
        if (grace != null) {
            mark(next, strategy, grace, now);
            return grace > 0 || held ? new Mark(next) : new MarkAndRemove(next);
        }
        if (!held && !strategy.marksItself()) {
            return new Remove();
        }
        mark(next, strategy, 0, now);
        if (!held) {
            return new MarkAndRemove(next);
        }
        return next.equals(object) ? new Leave() : new Mark(next);
    }

    /** Whether a graceful deletion is under way that this request does not shorten. */
    private static boolean isPending(ObjectNode object, long grace, Deletion asked) {
        Meta meta = Meta.of(object);
        Long running = meta.deletionGracePeriodSeconds();
        if (!meta.isTerminating() || running == null || running == 0) {
            return false;
        }
        return asked.gracePeriodSeconds() == null || grace >= running;
    }

    private static void mark(ObjectNode object, Strategy strategy, long grace, Instant now) {
        Meta meta = Meta.of(object);
        if (meta.isTerminating()) {
            Long before = meta.deletionGracePeriodSeconds();
            if (before == null && grace == 0 && strategy.finishesByUpdate(object)) {
                // whoever marked itself is now deleted like anything else
                meta.node().put("deletionGracePeriodSeconds", 0);
            }
            if (before != null && grace < before) {
                Instant shortened = Instant.parse(meta.deletionTimestamp()).minus(Duration.ofSeconds(before - grace));
                meta.set("deletionTimestamp", shortened.toString());
                meta.node().put("deletionGracePeriodSeconds", grace);
            }
            return;
        }
        meta.set(
                "deletionTimestamp",
                now.plusSeconds(grace).truncatedTo(ChronoUnit.SECONDS).toString());
        if (!strategy.marksItself()) {
            meta.node().put("deletionGracePeriodSeconds", grace);
            if (meta.generation() > 0) {
                meta.generation(meta.generation() + 1);
            }
        }
        strategy.markDeleted(object);
    }

    private static List<String> finalizers(
            List<String> present, Strategy strategy, Deletion.@Nullable Propagation propagation) {
        List<String> next = new ArrayList<>(present);
        next.removeAll(List.of("orphan", "foregroundDeletion"));
        if (!strategy.hasDependents()) {
            return next.size() == present.size() ? present : next;
        }
        switch (propagation) {
            case ORPHAN -> next.add("orphan");
            case FOREGROUND -> next.add("foregroundDeletion");
            case BACKGROUND -> {}
            case null -> {
                if (present.contains("orphan")
                        || (strategy.orphansByDefault() && !present.contains("foregroundDeletion"))) {
                    next.add("orphan");
                } else if (present.contains("foregroundDeletion")) {
                    next.add("foregroundDeletion");
                }
            }
        }
        return next.size() == present.size() && present.containsAll(next) ? present : next;
    }
}
