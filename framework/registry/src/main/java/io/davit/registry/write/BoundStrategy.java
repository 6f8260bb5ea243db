package io.davit.registry.write;

import io.davit.kinds.Strategy;
import io.davit.model.error.FieldErrors;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A binding gives a pod its node, which nothing else may do: what it writes was checked before. */
record BoundStrategy(Strategy main) implements Strategy {

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {}

    @Override
    public List<String> checkName(String name, boolean prefix) {
        return main.checkName(name, prefix);
    }
}
