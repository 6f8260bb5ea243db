package io.davit.registry.bootstrap;

import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.registry.Registry;
import io.davit.registry.Target;
import io.davit.registry.family.Body;
import io.davit.registry.family.Served;
import io.davit.registry.write.WriteOptions;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Makes the objects that a cluster cannot be without, where they are missing. */
public final class Bootstrap {

    private static final List<String> NAMESPACES = List.of("kube-system", "kube-public", "kube-node-lease", "default");

    private final Registry registry;

    public Bootstrap(Registry registry) {
        this.registry = registry;
    }

    public void run() {
        NAMESPACES.forEach(this::namespace);
    }

    private void namespace(String name) {
        ObjectNode namespace = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
        namespace.set("metadata", Json.object().put("name", name));
        ensure(new GroupVersionResource("", "v1", "namespaces"), "", name, namespace);
    }

    /** Creates the object unless one of its name exists. */
    private void ensure(GroupVersionResource resource, String namespace, String name, ObjectNode object) {
        Served served = registry.catalog().find(resource);
        if (served == null || served.family().cache().get(served.family().key(namespace, name)) != null) {
            return;
        }
        try {
            registry.writer().create(Target.of(served, namespace, name), Body.of(object), WriteOptions.system());
        } catch (ApiException e) {
            if (e.reason() != Reason.ALREADY_EXISTS) {
                throw e;
            }
        }
    }
}
