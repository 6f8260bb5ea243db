package io.davit.registry.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.kinds.Strategy;
import io.davit.model.meta.Meta;
import io.davit.registry.LocalRegistry;
import io.davit.registry.write.Deletion.Propagation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DeletionPlanTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Strategy PLAIN = (name, prefix) -> List.of();

    /** Waits as long as it is asked to, else 30 seconds. */
    private static final Strategy GRACEFUL = new Strategy() {
        @Override
        public List<String> checkName(String name, boolean prefix) {
            return List.of();
        }

        @Override
        public Long gracePeriod(ObjectNode object, @Nullable Long asked) {
            return asked == null ? 30 : asked;
        }
    };

    @Test
    void whatNobodyHoldsGoesAtOnce() {
        assertThat(plan(object(), PLAIN, null, null)).isInstanceOf(DeletionPlan.Remove.class);
    }

    @Test
    void whatAFinalizerHoldsIsMarked() {
        Meta marked = marked(plan(object("example.com/f"), PLAIN, null, null));

        assertThat(marked.deletionTimestamp()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(marked.deletionGracePeriodSeconds()).isZero();
        assertThat(marked.finalizers()).containsExactly("example.com/f");
        assertThat(marked.generation()).isEqualTo(2);
    }

    @Test
    void theGivenObjectIsLeftAlone() {
        ObjectNode object = object("example.com/f");
        ObjectNode copy = object.deepCopy();
        plan(object, GRACEFUL, null, Propagation.FOREGROUND);

        assertThat(object).isEqualTo(copy);
    }

    @Test
    void aSecondDeletionChangesNothing() {
        DeletionPlan first = plan(object("example.com/f"), PLAIN, null, null);

        assertThat(plan(tree(first), PLAIN, null, null)).isInstanceOf(DeletionPlan.Leave.class);
    }

    @Test
    void dependentsAreWaitedFor() {
        assertThat(marked(plan(object(), PLAIN, null, Propagation.FOREGROUND)).finalizers())
                .containsExactly("foregroundDeletion");
        assertThat(marked(plan(object("example.com/f"), PLAIN, null, Propagation.ORPHAN))
                        .finalizers())
                .containsExactly("example.com/f", "orphan");
    }

    @Test
    void inTheBackgroundNobodyIsWaitedFor() {
        assertThat(plan(object("orphan"), PLAIN, null, Propagation.BACKGROUND)).isInstanceOf(DeletionPlan.Remove.class);
        assertThat(plan(object("foregroundDeletion"), PLAIN, null, Propagation.BACKGROUND))
                .isInstanceOf(DeletionPlan.Remove.class);
    }

    @Test
    void aSecondThoughtTakesThePlaceOfTheFirst() {
        ObjectNode first = tree(plan(object("example.com/f"), PLAIN, null, Propagation.FOREGROUND));

        assertThat(marked(plan(first, PLAIN, null, Propagation.ORPHAN)).finalizers())
                .containsExactly("example.com/f", "orphan");
    }

    @Test
    void whoSaysNothingKeepsWhatTheObjectSays() {
        assertThat(marked(plan(object("orphan"), PLAIN, null, null)).finalizers())
                .containsExactly("orphan");
        assertThat(marked(plan(object("foregroundDeletion"), PLAIN, null, null)).finalizers())
                .containsExactly("foregroundDeletion");
    }

    @Test
    void oldKindsOrphanUnlessTheyAreToldOtherwise() {
        Strategy old = new Strategy() {
            @Override
            public List<String> checkName(String name, boolean prefix) {
                return List.of();
            }

            @Override
            public boolean orphansByDefault() {
                return true;
            }
        };

        assertThat(marked(plan(object(), old, null, null)).finalizers()).containsExactly("orphan");
        assertThat(plan(object(), old, null, Propagation.BACKGROUND)).isInstanceOf(DeletionPlan.Remove.class);
    }

    @Test
    void graceIsGivenTime() {
        DeletionPlan plan = plan(object(), GRACEFUL, null, null);

        assertThat(plan).isInstanceOf(DeletionPlan.Mark.class);
        assertThat(marked(plan).deletionTimestamp()).isEqualTo("2026-01-02T03:04:35Z");
        assertThat(marked(plan).deletionGracePeriodSeconds()).isEqualTo(30);
    }

    @Test
    void withoutGraceItIsMarkedAndGoes() {
        DeletionPlan plan = plan(object(), GRACEFUL, 0L, null);

        assertThat(plan).isInstanceOf(DeletionPlan.MarkAndRemove.class);
        assertThat(marked(plan).deletionTimestamp()).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    void withoutGraceAFinalizerStillHolds() {
        assertThat(plan(object("example.com/f"), GRACEFUL, 0L, null)).isInstanceOf(DeletionPlan.Mark.class);
    }

    @Test
    void graceIsShortenedButNeverProlonged() {
        ObjectNode going = tree(plan(object(), GRACEFUL, null, null));

        assertThat(plan(going, GRACEFUL, 60L, null)).isInstanceOf(DeletionPlan.Leave.class);
        assertThat(plan(going, GRACEFUL, null, null)).isInstanceOf(DeletionPlan.Leave.class);
        Meta sooner = marked(plan(going, GRACEFUL, 10L, null));
        assertThat(sooner.deletionTimestamp()).isEqualTo("2026-01-02T03:04:15Z");
        assertThat(sooner.deletionGracePeriodSeconds()).isEqualTo(10);
    }

    private static DeletionPlan plan(
            ObjectNode object, Strategy strategy, @Nullable Long grace, @Nullable Propagation propagation) {
        return DeletionPlan.of(object, strategy, new Deletion(grace, propagation, Precondition.NONE), NOW);
    }

    private static ObjectNode object(String... finalizers) {
        ObjectNode object = LocalRegistry.parsed("{'metadata':{'name':'m','generation':1}}");
        Meta.of(object).finalizers(List.of(finalizers));
        return object;
    }

    private static ObjectNode tree(DeletionPlan plan) {
        return switch (plan) {
            case DeletionPlan.Mark mark -> mark.marked();
            case DeletionPlan.MarkAndRemove both -> both.marked();
            case DeletionPlan.Remove remove -> throw new AssertionError("removed");
            case DeletionPlan.Leave leave -> throw new AssertionError("left");
        };
    }

    private static Meta marked(DeletionPlan plan) {
        return Meta.of(tree(plan));
    }
}
