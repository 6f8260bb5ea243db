package io.davit.kinds.pods;

import io.davit.kinds.Strategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.reading.Same;
import io.davit.model.error.FieldErrors;
import io.davit.model.meta.Meta;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A part of a pod that is written through a path of its own. */
record PodPartStrategy(Strategy pods, Part part) implements Strategy {

    /** What one such path takes over, and what is wrong with that. */
    sealed interface Part permits PodStatusPart, EphemeralContainersPart, ResizePart {

        /** Brings everything but the part back to what it was. */
        void prepare(ObjectNode pod, ObjectNode old);

        void check(Field pod, Field old, Rules rules);
    }

    @Override
    public void defaults(ObjectNode pod) {
        pods.defaults(pod);
    }

    @Override
    public void prepareForUpdate(ObjectNode pod, ObjectNode old) {
        part.prepare(pod, old);
        long generation = Meta.of(old).generation();
        if (!Same.same(pod.get("spec"), old.get("spec"))) {
            Meta.of(pod).generation(generation + 1);
        } else if (generation > 0) {
            Meta.of(pod).generation(generation);
        }
    }

    @Override
    public void validateUpdate(ObjectNode pod, ObjectNode old, FieldErrors errors) {
        part.check(Field.of(pod), Field.of(old), Rules.into(errors));
    }

    @Override
    public List<String> checkName(String name, boolean prefix) {
        return pods.checkName(name, prefix);
    }

    /** Replaces the content of a pod with that of another but for what names its version. */
    static void restore(ObjectNode pod, ObjectNode old) {
        String version = Meta.of(pod).resourceVersion();
        ObjectNode managed = Meta.of(pod).node();
        var managers = managed.get("managedFields");
        pod.removeAll();
        old.deepCopy().properties().forEach(field -> pod.set(field.getKey(), field.getValue()));
        Meta.of(pod).resourceVersion(version);
        if (managers != null) {
            Meta.of(pod).node().set("managedFields", managers);
        }
    }
}
