package io.davit.registry.admission.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A pod, or what a template makes one of.
 *
 * @param spec a pod's specification in v1
 */
public record Pod(JsonNode metadata, JsonNode spec) {

    /** A pod or its template. */
    public static Pod of(JsonNode object) {
        return new Pod(object.path("metadata"), object.path("spec"));
    }

    /** Containers of all sorts, in the order in which they are told about. */
    List<JsonNode> containers() {
        List<JsonNode> all = new ArrayList<>();
        for (String sort : List.of("initContainers", "containers", "ephemeralContainers")) {
            spec.path(sort).forEach(all::add);
        }
        return all;
    }

    /** The names of the containers that something is true of. */
    List<String> containers(Predicate<JsonNode> such) {
        return containers().stream().filter(such).map(Pod::name).toList();
    }

    /** The names of the containers whose security context something is true of; one that is not there is empty. */
    List<String> containersWith(Predicate<JsonNode> securityContext) {
        return containers(container -> securityContext.test(securityContext(container)));
    }

    JsonNode securityContext() {
        return spec.path("securityContext");
    }

    /** What the security contexts of the pod and of its containers have in a field, where it is set. */
    List<JsonNode> securityContexts(String field) {
        return Stream.concat(Stream.of(securityContext()), containers().stream().map(Pod::securityContext))
                .map(context -> context.path(field))
                .filter(Pod::isSet)
                .toList();
    }

    /** The names of the annotations whose names begin so, in order. */
    SortedSet<String> annotations(String prefix) {
        SortedSet<String> names = new TreeSet<>(metadata.path("annotations").propertyNames());
        names.removeIf(name -> !name.startsWith(prefix));
        return names;
    }

    String annotation(String name) {
        return metadata.path("annotations").path(name).asString("");
    }

    boolean isForWindows() {
        return spec.path("os").path("name").asString("").equals("windows");
    }

    /** Whether root in the pod is nobody on the node. */
    boolean hasItsOwnUsers() {
        JsonNode hostUsers = spec.path("hostUsers");
        return hostUsers.isBoolean() && !hostUsers.booleanValue();
    }

    static JsonNode securityContext(JsonNode container) {
        return container.path("securityContext");
    }

    static String name(JsonNode named) {
        return named.path("name").asString("");
    }

    static boolean isTrue(JsonNode node) {
        return node.isBoolean() && node.booleanValue();
    }

    static boolean isSet(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }
}
