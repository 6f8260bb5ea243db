package io.davit.patch.typed;

import io.davit.patch.fields.FieldSet;
import io.davit.patch.fields.Values;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object together with its type in one version. Operations leave the object alone and answer new ones, which may share parts with
 * it.
 */
public record Typed(ObjectNode object, Type type, String apiVersion) {

    /** Every field and element that the object mentions. */
    public FieldSet fields() {
        return Mentioned.in(object, type);
    }

    /** What another state of the same object has more, less, or otherwise. */
    public Comparison compare(Typed next) {
        return Comparison.of(object, next.object, type);
    }

    /** This object with all that the applied one says. */
    public Typed merge(Typed applied) {
        return with(Merge.of(object, applied.object, type));
    }

    /** This object without these fields and elements. */
    public Typed without(FieldSet fields) {
        return with(Removal.of(object, fields, type));
    }

    /** The set with all fields on the way to its members that have a name of their own in the schema. */
    public FieldSet withNamedFields(FieldSet fields) {
        return NamedFields.added(fields, type);
    }

    /** The set as it is after what is owned as a whole and what by its parts may have changed in the schema. */
    public FieldSet reconciled(FieldSet fields) {
        return Topology.reconciled(fields, type);
    }

    public boolean sameAs(Typed other) {
        return Values.same(object, other.object);
    }

    /** What keeps this from being applied: fields that nobody knows, values of the wrong kind, elements that come twice. */
    public List<String> complaints() {
        return Complaints.about(object, type, false);
    }

    /** As {@link #complaints}, where null is a value of the wrong kind too, as it is where an expression has made it. */
    public List<String> complaintsAlsoOfNulls() {
        return Complaints.about(object, type, true);
    }

    /** Where this says something about a map or a list that is owned as a whole. */
    public List<String> atomics() {
        return Atomics.in(object, type);
    }

    private Typed with(ObjectNode other) {
        return new Typed(other, type, apiVersion);
    }
}
