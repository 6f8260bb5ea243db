package io.davit.kinds.namespaces;

import io.davit.kinds.Strategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.model.error.FieldErrors;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes through {@code finalize} of a namespace: the finalizers of its content. */
record FinalizePart(NamespaceStrategy namespace) implements Strategy {

    @Override
    public void defaults(ObjectNode object) {
        namespace.defaults(object);
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        Fill.keep("status", object, old);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field.of(object).get("spec", "finalizers").items().forEach(each -> NamespaceStrategy.finalizer(each, errors));
    }

    @Override
    public List<String> checkName(String name, boolean prefix) {
        return namespace.checkName(name, prefix);
    }

    @Override
    public boolean finishesByUpdate(ObjectNode object) {
        return namespace.finishesByUpdate(object);
    }
}
