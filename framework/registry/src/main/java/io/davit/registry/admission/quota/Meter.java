package io.davit.registry.admission.quota;

import io.davit.model.GroupResource;
import io.davit.registry.admission.Amounts;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Measures what objects of one kind use. */
interface Meter {

    /** Measures nothing: what is never stored, and events. */
    Meter NONE = new Meter() {
        @Override
        public boolean handles(Attributes attributes) {
            return false;
        }

        @Override
        public boolean counts(String resource) {
            return false;
        }

        @Override
        public Amounts usage(ObjectNode object) {
            return Amounts.none();
        }
    };

    Map<GroupResource, Meter> SPECIAL = Map.ofEntries(
            Map.entry(new GroupResource("", "pods"), new PodMeter()),
            Map.entry(new GroupResource("", "services"), new ServiceMeter()),
            Map.entry(new GroupResource("", "persistentvolumeclaims"), new VolumeClaimMeter()),
            Map.entry(new GroupResource("resource.k8s.io", "resourceclaims"), new DeviceClaimMeter()),
            Map.entry(new GroupResource("", "bindings"), NONE),
            Map.entry(new GroupResource("", "events"), NONE),
            Map.entry(new GroupResource("events.k8s.io", "events"), NONE),
            Map.entry(new GroupResource("authorization.k8s.io", "localsubjectaccessreviews"), NONE));

    /** The meter of a resource: what has none of its own is counted. */
    static Meter of(GroupResource resource) {
        Meter special = SPECIAL.get(resource);
        return special == null ? new CountMeter(resource) : special;
    }

    /** The name under which quotas count the objects of any resource: {@code count/<plural>.<group>}. */
    static String count(GroupResource resource) {
        return "count/"
                + (resource.group().isEmpty() ? resource.resource() : resource.resource() + "." + resource.group());
    }

    /** Whether the request can change what is used. */
    default boolean handles(Attributes attributes) {
        return attributes.operation() == Operation.CREATE
                && attributes.target().subresource().isEmpty();
    }

    /** Whether objects of this kind use a resource that a quota names. */
    boolean counts(String resource);

    /** Whether an object is what a scope, a requirement with scopeName, operator and values, wants. */
    default boolean inScope(JsonNode scope, ObjectNode object) {
        return false;
    }

    /** What an object must state, since a quota counts it, and does not: {@code cpu for: a,b; memory for: a}, or nothing. */
    default String missing(Set<String> counted, ObjectNode object) {
        return "";
    }

    /** What an object uses. */
    Amounts usage(ObjectNode object);
}
