package io.davit.kinds.nodes;

import io.davit.kinds.Strategy;
import io.davit.kinds.reading.Fill;
import io.davit.model.error.FieldErrors;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes through {@code status} of a node: its spec stays, all else is as on the main path. */
record NodeStatusPart(NodeStrategy node) implements Strategy {

    @Override
    public void defaults(ObjectNode object) {
        node.defaults(object);
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        Fill.keep("spec", object, old);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        node.validateUpdate(object, old, errors);
    }

    @Override
    public List<String> checkName(String name, boolean prefix) {
        return node.checkName(name, prefix);
    }
}
