package io.davit.registry.subresource;

import io.davit.model.json.Json;
import io.davit.registry.Target;
import io.davit.registry.admission.AdmissionChain;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import io.davit.registry.write.WriteOptions;
import tools.jackson.databind.node.ObjectNode;

/** Streams to pods, services and nodes, as admission sees them: an object tells how the stream is to be. */
public final class Connect {

    private final AdmissionChain admission;

    public Connect(AdmissionChain admission) {
        this.admission = admission;
    }

    /**
     * Refuses a stream that may not be.
     *
     * @param target what to connect to, with the subresource
     * @param options what was asked for
     */
    public void admit(Target target, ObjectNode options, WriteOptions as) {
        ObjectNode object = Json.object();
        Attributes attributes = as.attributes(Operation.CONNECT, target, object, null);
        object.put("kind", attributes.kind().kind())
                .put("apiVersion", attributes.kind().apiVersion());
        object.setAll(options);
        admission.admit(attributes);
        admission.validate(attributes);
    }
}
