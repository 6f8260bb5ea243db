package io.davit.kinds.networking;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Ingresses. */
final class IngressStrategy extends KindStrategy {

    IngressStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS, Trait.GENERATION);
    }

    @Override
    protected ObjectNode newStatus() {
        ObjectNode status = Json.object();
        status.set("loadBalancer", Json.object());
        return status;
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        IngressRules rules = new IngressRules(object, errors);
        rules.check();
        rules.checkClassAnnotation();
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        new IngressRules(object, errors).check();
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        new IngressRules(object, errors).checkStatus();
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        Field ingress = Field.of(object);
        boolean annotated = ingress.get("metadata", "annotations", IngressRules.CLASS_ANNOTATION)
                .isPresent();
        if (old == null && annotated && ingress.get("spec", "ingressClassName").isAbsent()) {
            warn.accept("annotation \"" + IngressRules.CLASS_ANNOTATION
                    + "\" is deprecated, please use 'spec.ingressClassName' instead");
        }
    }
}
