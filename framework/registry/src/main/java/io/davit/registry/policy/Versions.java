package io.davit.registry.policy;

import io.davit.kinds.codec.KindCodec;
import io.davit.registry.admission.Attributes;
import io.davit.registry.family.Decoded;
import io.davit.registry.family.Served;
import io.davit.registry.family.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The objects of a request in the versions that policies want to see, each converted once until it is changed. */
final class Versions {

    private final Attributes attributes;
    private final Map<Served, ObjectNode> objects = new HashMap<>();
    private final Map<Served, ObjectNode> olds = new HashMap<>();

    Versions(Attributes attributes) {
        this.attributes = attributes;
    }

    /** The new object, not to be changed; null when there is none. */
    @Nullable
    ObjectNode object(Served as) {
        ObjectNode object = attributes.object();
        return object == null ? null : objects.computeIfAbsent(as, version -> converted(object, version));
    }

    /** The object before, not to be changed; null when there was none. */
    @Nullable
    ObjectNode old(Served as) {
        ObjectNode old = attributes.old();
        return old == null ? null : olds.computeIfAbsent(as, version -> converted(old, version));
    }

    /**
     * Puts another object in the place of the new one, with its defaults.
     *
     * @param changed the object in that version; it is taken over
     */
    void replace(Served as, ObjectNode changed) {
        ObjectNode object = Objects.requireNonNull(attributes.object());
        ObjectNode working = changed;
        if (attributes.isOwnKind()) {
            Served own = attributes.target().served();
            working = as.shape().servedToWorking(changed);
            if (as != own) {
                working = own.shape().storedToWorking(as.shape().workingToStored(working));
            }
            own.strategy().defaults(working);
        }
        object.removeAll();
        object.setAll(working);
        objects.clear();
    }

    /** What a tree is as an object of the kind that matched: normalised, and with what nobody knows in it told. */
    static Decoded decoded(Match match, ObjectNode tree) {
        if (match.kind().equals(match.as().definition().kind())) {
            return match.as().shape().decode(tree);
        }
        KindCodec codec = Objects.requireNonNull(KindCodec.of(match.kind()), "types of a subresource");
        io.davit.kinds.codec.Decoded read = codec.decode(tree);
        return new Decoded(read.object(), read.warnings(), read.strictError());
    }

    private ObjectNode converted(ObjectNode working, Served as) {
        ObjectNode copy = working.deepCopy();
        if (!attributes.isOwnKind()) {
            return copy;
        }
        Shape own = attributes.target().served().shape();
        if (as.shape() == own) {
            return own.workingToServed(copy);
        }
        return as.shape().workingToServed(as.shape().storedToWorking(own.workingToStored(copy)));
    }
}
