package io.davit.apiserver.request;

import io.davit.apiserver.status.Statuses;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Subresource;
import io.davit.model.error.ApiException;
import java.util.Set;

/**
 * Whether a path is there and takes a method. Built-in resources are served as upstream's router serves them, from a table of exact
 * paths; custom ones leniently, by what {@link RequestInfo} reads.
 */
public final class Routing {

    private static final Set<String> ACROSS_NAMESPACES = Set.of("list", "watch");
    private static final String NAME_INVALID = "Name parameter invalid: ";

    private Routing() {}

    /** Passes, or throws the 404 or 405 of upstream's router, or the 400 of a name that cannot be one. */
    public static void builtIn(String method, ResourcePath path, ResourceDefinition definition) {
        Set<String> verbs = path.watch() ? watchVerbs(path, definition) : verbs(path, definition);
        if (verbs.isEmpty()) {
            throw Statuses.noSuchPath();
        }
        if (!verbs.contains(verb(method, path))) {
            throw Statuses.noSuchMethod();
        }
        if ("".equals(path.namespace()) && (path.name() != null || !method.equals("GET"))) {
            throw ApiException.badRequest("Namespace parameter required.");
        }
        if (path.name() != null) {
            checkName(path.name());
        }
    }

    /** Passes; or throws what upstream's handler of custom resources answers; or is false where that lets nobody answer. */
    public static boolean custom(RequestInfo request, ResourceDefinition definition) {
        boolean inNamespace = !request.namespace().isEmpty();
        if (definition.namespaced() ? !inNamespace && !ACROSS_NAMESPACES.contains(request.verb()) : inNamespace) {
            return false;
        }
        String part = request.subresource();
        Subresource subresource = part.isEmpty() ? null : definition.subresource(part);
        if (!part.isEmpty() && subresource == null) {
            throw ApiException.notFound(definition.groupResource(), request.name());
        }
        Set<String> verbs = subresource == null ? definition.verbs() : subresource.verbs();
        if (!verbs.contains(request.verb())) {
            throw ApiException.methodNotSupported(definition.groupResource(), request.verb());
        }
        if (Set.of("get", "update", "patch", "delete").contains(request.verb())) {
            if (request.name().isEmpty()) {
                throw ApiException.badRequest("name must be provided");
            }
            checkName(request.name());
        }
        return true;
    }

    private static Set<String> verbs(ResourcePath path, ResourceDefinition definition) {
        boolean inNamespace = path.namespace() != null;
        if (path.name() == null) {
            if (inNamespace && !definition.namespaced()) {
                return Set.of();
            }
            if (!definition.verbs().contains("list") && !definition.verbs().contains("create")) {
                return Set.of();
            }
            boolean everywhere = definition.namespaced() && !inNamespace;
            return everywhere && !definition.allows("list") ? Set.of() : collection(definition, everywhere);
        }
        if (inNamespace != definition.namespaced()) {
            return Set.of();
        }
        if (path.subresource() != null) {
            Subresource subresource = definition.subresource(path.subresource());
            if (subresource == null
                    || (path.rest() != null && !subresource.name().equals("proxy"))) {
                return Set.of();
            }
            return subresource.verbs();
        }
        Set<String> verbs = new java.util.TreeSet<>(definition.verbs());
        verbs.retainAll(Set.of("get", "update", "patch", "delete"));
        return verbs;
    }

    private static Set<String> collection(ResourceDefinition definition, boolean everywhere) {
        Set<String> verbs = new java.util.TreeSet<>(definition.verbs());
        verbs.retainAll(everywhere ? Set.of("list") : Set.of("list", "create", "deletecollection"));
        return verbs;
    }

    private static Set<String> watchVerbs(ResourcePath path, ResourceDefinition definition) {
        boolean scopeFits =
                path.namespace() == null ? path.name() == null || !definition.namespaced() : definition.namespaced();
        boolean there = definition.allows("watch") && path.subresource() == null && scopeFits;
        return there ? Set.of("list", "get") : Set.of();
    }

    private static String verb(String method, ResourcePath path) {
        boolean collection = path.name() == null;
        return switch (method) {
            case "GET" -> collection ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> collection ? "deletecollection" : "delete";
            default -> "";
        };
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw ApiException.badRequest("name must be provided");
        }
        if (name.equals(".") || name.equals("..")) {
            throw ApiException.badRequest(NAME_INVALID + "\"" + name + "\": may not be '" + name + "'");
        }
        for (String forbidden : new String[] {"/", "%"}) {
            if (name.contains(forbidden)) {
                throw ApiException.badRequest(NAME_INVALID + "\"" + name + "\": may not contain '" + forbidden + "'");
            }
        }
    }
}
