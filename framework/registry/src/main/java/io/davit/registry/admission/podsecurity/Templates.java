package io.davit.registry.admission.podsecurity;

import io.davit.model.GroupResource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the kinds that make pods keep the template of them. */
public final class Templates {

    private static final Map<GroupResource, JsonPointer> PLACES = Map.of(
            new GroupResource("", "podtemplates"), JsonPointer.compile("/template"),
            new GroupResource("", "replicationcontrollers"), JsonPointer.compile("/spec/template"),
            new GroupResource("apps", "replicasets"), JsonPointer.compile("/spec/template"),
            new GroupResource("apps", "deployments"), JsonPointer.compile("/spec/template"),
            new GroupResource("apps", "statefulsets"), JsonPointer.compile("/spec/template"),
            new GroupResource("apps", "daemonsets"), JsonPointer.compile("/spec/template"),
            new GroupResource("batch", "jobs"), JsonPointer.compile("/spec/template"),
            new GroupResource("batch", "cronjobs"), JsonPointer.compile("/spec/jobTemplate/spec/template"));

    private Templates() {}

    public static boolean has(GroupResource resource) {
        return PLACES.containsKey(resource);
    }

    /** The template in an object of a resource; null when there is none. */
    public static @Nullable Pod find(GroupResource resource, ObjectNode object) {
        JsonPointer place = PLACES.get(resource);
        JsonNode template = place == null ? object.missingNode() : object.at(place);
        return Pod.isSet(template) ? Pod.of(template) : null;
    }
}
