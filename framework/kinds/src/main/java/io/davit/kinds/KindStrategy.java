package io.davit.kinds;

import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Same;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A strategy from traits: what most kinds have in common, so that a kind writes down only what is its own. */
public abstract class KindStrategy implements Strategy {

    /** What a kind has or does. */
    public enum Trait {
        /** A status that is reset on create, kept on the main path and written through {@code status}. */
        STATUS,
        /** A status as with {@link #STATUS}, through which metadata cannot be changed. */
        STATUS_ONLY,
        /** A generation that follows the content. */
        GENERATION,
        /** PUT on a missing name creates. */
        CREATES_ON_PUT,
        /** PUT needs a resourceVersion. */
        NEEDS_VERSION,
        /** DELETE answers with the object. */
        ANSWERS_WITH_DELETED
    }

    private static final List<String> METADATA_KEPT = List.of(
            "labels",
            "annotations",
            "finalizers",
            "ownerReferences",
            "generation",
            "deletionTimestamp",
            "deletionGracePeriodSeconds");

    private final Function<String, List<String>> nameRule;
    private final Set<Trait> traits;

    /** {@code nameRule} answers what is wrong with a name. */
    protected KindStrategy(Function<String, List<String>> nameRule, Trait... traits) {
        this.nameRule = nameRule;
        this.traits = Set.of(traits);
    }

    @Override
    public final void prepareForCreate(ObjectNode object) {
        if (hasStatus()) {
            object.set("status", newStatus());
        }
        if (traits.contains(Trait.GENERATION)) {
            Meta.of(object).generation(1);
        }
        created(object);
    }

    @Override
    public final void prepareForUpdate(ObjectNode object, ObjectNode old) {
        if (hasStatus()) {
            Fill.keep("status", object, old);
        }
        updated(object, old);
        if (traits.contains(Trait.GENERATION)) {
            long generation = Meta.of(old).generation();
            Meta.of(object).generation(contentChanged(object, old) ? generation + 1 : generation);
        }
    }

    /** The status of a new object. */
    protected ObjectNode newStatus() {
        return Json.object();
    }

    /** More to do before an object is created. */
    protected void created(ObjectNode object) {}

    /** More to do before an object is updated through its main path. */
    protected void updated(ObjectNode object, ObjectNode old) {}

    /** More to do before an object is updated through {@code status}. */
    protected void statusUpdated(ObjectNode object, ObjectNode old) {}

    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {}

    /** Whether an update is one that the generation counts. */
    protected boolean contentChanged(ObjectNode object, ObjectNode old) {
        return !Same.same(object.get("spec"), old.get("spec"));
    }

    @Override
    public List<String> checkName(String name, boolean prefix) {
        return nameRule.apply(prefix ? maskTrailingDash(name) : name);
    }

    @Override
    public boolean allowCreateOnUpdate() {
        return traits.contains(Trait.CREATES_ON_PUT);
    }

    @Override
    public boolean allowUnconditionalUpdate() {
        return !traits.contains(Trait.NEEDS_VERSION);
    }

    @Override
    public boolean answersWithDeleted() {
        return traits.contains(Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public @Nullable Strategy subresource(String name) {
        return name.equals("status") && hasStatus() ? new StatusStrategy(this) : null;
    }

    private boolean hasStatus() {
        return traits.contains(Trait.STATUS) || traits.contains(Trait.STATUS_ONLY);
    }

    /** A generated name goes on after its prefix, so a dash may end it. */
    static String maskTrailingDash(String name) {
        return name.length() > 1 && name.endsWith("-") ? name.substring(0, name.length() - 1) + "a" : name;
    }

    /** Writes through {@code status}: everything else stays, but for metadata where the kind lets it change. */
    private record StatusStrategy(KindStrategy kind) implements Strategy {

        @Override
        public void defaults(ObjectNode object) {
            kind.defaults(object);
        }

        @Override
        public void prepareForUpdate(ObjectNode object, ObjectNode old) {
            for (String field : List.copyOf(object.propertyNames())) {
                if (!field.equals("status") && !field.equals("metadata")) {
                    Fill.keep(field, object, old);
                }
            }
            old.propertyNames().stream()
                    .filter(field -> !field.equals("status") && !object.has(field))
                    .toList()
                    .forEach(field -> Fill.keep(field, object, old));
            if (kind.traits.contains(Trait.STATUS_ONLY)) {
                ObjectNode metadata = Meta.of(object).node();
                METADATA_KEPT.forEach(
                        field -> Fill.keep(field, metadata, Meta.of(old).node()));
            }
            if (kind.traits.contains(Trait.GENERATION)) {
                Fill.keep("generation", Meta.of(object).node(), Meta.of(old).node());
            }
            kind.statusUpdated(object, old);
        }

        @Override
        public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
            kind.validateStatus(object, old, errors);
        }

        @Override
        public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
            // A status says nothing about the spec that is new to the client.
        }

        @Override
        public List<String> checkName(String name, boolean prefix) {
            return kind.checkName(name, prefix);
        }

        @Override
        public boolean allowUnconditionalUpdate() {
            return kind.allowUnconditionalUpdate();
        }

        @Override
        public boolean finishesByUpdate(ObjectNode object) {
            return kind.finishesByUpdate(object);
        }
    }
}
