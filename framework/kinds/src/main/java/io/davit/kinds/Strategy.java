package io.davit.kinds;

import io.davit.model.error.FieldErrors;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a kind does beyond the generic rules. The generic store calls it with the object in its storage version, already decoded
 * and normalised; methods change the object in place or collect what is wrong with it.
 *
 * <p>The generic store itself does: uid, timestamps, generateName, resourceVersion checks, finalizers, the rules for
 * {@code metadata} (on create and update) with {@link #checkName}, and the order of the steps.
 *
 * <p>Order on create: {@link #defaults}, mutating admission, {@link #defaults}, {@link #warnEarly}, {@link #prepareForCreate},
 * {@link #validate}, {@link #warnings}. On update: {@link #defaults}, mutating admission, {@link #defaults},
 * {@link #prepareForUpdate}, {@link #validateUpdate}, {@link #warnings}.
 */
public interface Strategy {

    /** Fills in what the API documents as defaults. Must be idempotent. */
    default void defaults(ObjectNode object) {}

    /** Drops what a client may not set (status, disabled fields) and sets the first generation where the kind has one. */
    default void prepareForCreate(ObjectNode object) {}

    /** Keeps what a client may not change through this path (status on the main path) and bumps the generation where needed. */
    default void prepareForUpdate(ObjectNode object, ObjectNode old) {}

    default void validate(ObjectNode object, FieldErrors errors) {}

    /** Everything that is wrong with an update, including what {@link #validate} would say where that applies. */
    default void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
    }

    /** Texts for {@code Warning} headers that a new object is answered with even when it is refused; called before it is prepared. */
    default void warnEarly(ObjectNode object, Consumer<String> warn) {}

    /** Texts for {@code Warning} headers; {@code old} is null on create. */
    default void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {}

    /**
     * What is wrong with {@code metadata.name} (or, with {@code prefix}, with {@code metadata.generateName}), in upstream's words.
     * An empty list when nothing is.
     */
    List<String> checkName(String name, boolean prefix);

    /** When the metadata of a new object is checked. */
    enum MetadataCheck {
        /** Before the kind's own rules, as for almost all. */
        FIRST,
        /** After them. */
        LAST,
        /** After them, and only when they found nothing. */
        WHEN_VALID
    }

    default MetadataCheck metadataCheck() {
        return MetadataCheck.FIRST;
    }

    /** Whether PUT on a missing name creates. */
    default boolean allowCreateOnUpdate() {
        return false;
    }

    /** Whether PUT may come without a resourceVersion. */
    default boolean allowUnconditionalUpdate() {
        return true;
    }

    /**
     * What happens to a deletion's grace period: null when the kind has none and goes at once; otherwise the seconds to wait, given
     * what the client asked for (null when it said nothing).
     */
    default @Nullable Long gracePeriod(ObjectNode object, @Nullable Long asked) {
        return null;
    }

    /** Whether an object under deletion goes when an update takes its last finalizer; a namespace has finalizers of its own beside. */
    default boolean finishesByUpdate(ObjectNode object) {
        return true;
    }

    /**
     * Whether the first update of a new object is written even when it changes nothing, because something of the object is stored only
     * then: until it is, upstream fills it in whenever the object is read.
     */
    default boolean isCompletedByFirstUpdate(ObjectNode created) {
        return false;
    }

    /** Whether other objects may go with this one: where none may, propagation says nothing. */
    default boolean hasDependents() {
        return true;
    }

    /** Called before a deletion is decided; may add finalizers that hold the object until its dependents are gone. */
    default void beforeDelete(ObjectNode object) {}

    /** Whether only {@link #markDeleted} says what a deletion writes beside the deletion time: no grace period, no new generation. */
    default boolean marksItself() {
        return false;
    }

    /** Called when a deletion marks the object, after its deletion time is set; a namespace says so in its phase. */
    default void markDeleted(ObjectNode object) {}

    /** Whether a DELETE that removes the object answers with it, instead of with a Status. */
    default boolean answersWithDeleted() {
        return false;
    }

    /** What a DELETE that names no propagation policy is warned of; empty for almost all kinds. */
    default String defaultDeletionWarning() {
        return "";
    }

    /** The propagation policy of a DELETE that names none: {@code background} for almost all, {@code orphan} for old kinds. */
    default boolean orphansByDefault() {
        return false;
    }

    /** Whether {@link #hide} may have something to do. */
    default boolean hides() {
        return false;
    }

    /** Takes out what is kept but never shown, as long as the object is as it is; answers whether there was any. */
    default boolean hide(ObjectNode object) {
        return false;
    }

    /** How updates through a subresource ({@code status}, {@code ephemeralcontainers}, {@code resize}, …) are treated; null when there is none. */
    default @Nullable Strategy subresource(String name) {
        return null;
    }
}
