package io.davit.apiserver.request;

import io.davit.model.GroupResource;
import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a request is about, as authorization, audit and admission see it. Absent parts are empty strings.
 *
 * <p>The reading is lenient on purpose: every path below {@code /api} or {@code /apis} that is long enough is a resource request,
 * whether or not such a resource exists, so that a rule can never be dodged by spelling. Which paths are served is
 * {@link ResourcePath}'s and the router's matter.
 *
 * @param resourceRequest whether the path names a resource; otherwise only {@code path} and {@code verb} (the method in lower case) count
 * @param path the decoded path
 * @param verb get, list, watch, create, update, patch, delete, deletecollection, proxy; empty for methods without one
 * @param apiPrefix {@code api} or {@code apis}
 * @param namespace also set for the namespace itself: {@code /api/v1/namespaces/x}
 * @param name also set for a list or watch whose field selector asks for one {@code metadata.name}
 * @param parts resource, name, subresource and whatever follows
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/">Authorization overview, request verbs</a>
 */
public record RequestInfo(
        boolean resourceRequest,
        String path,
        String verb,
        String apiPrefix,
        String group,
        String version,
        String namespace,
        String resource,
        String subresource,
        String name,
        List<String> parts) {

    private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");
    private static final Set<String> VERBS_IN_PATHS = Set.of("proxy", "watch");

    public RequestInfo {
        parts = List.copyOf(parts);
    }

    /** Reads a request from its method, its path as sent (percent-encoded, without the query) and its query. */
    public static RequestInfo parse(String method, String rawPath, Query query) {
        return of(method, Percent.decodePath(rawPath), query);
    }

    /** The same from a decoded path. */
    public static RequestInfo of(String method, String path, Query query) {
        List<String> parts = ResourcePath.split(path);
        if (parts.size() < 3) {
            return nonResource(method, path);
        }
        String prefix = parts.getFirst();
        boolean grouped = prefix.equals("apis");
        if (!grouped && !prefix.equals("api") || grouped && parts.size() < 4) {
            return nonResource(method, path);
        }
        String group = grouped ? parts.get(1) : "";
        String version = parts.get(grouped ? 2 : 1);
        List<String> rest = parts.subList(grouped ? 3 : 2, parts.size());

        String verb = verb(method);
        if (VERBS_IN_PATHS.contains(rest.getFirst())) {
            if (rest.size() < 2) {
                throw ApiException.badRequest("unable to determine kind and namespace from url, " + path);
            }
            verb = rest.getFirst();
            rest = rest.subList(1, rest.size());
        }
        String namespace = "";
        if (rest.getFirst().equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1);
            if (rest.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(rest.get(2))) {
                rest = rest.subList(2, rest.size());
            }
        }
        String resource = rest.getFirst();
        String name = rest.size() > 1 ? rest.get(1) : "";
        String subresource = rest.size() > 2 && !verb.equals("proxy") ? rest.get(2) : "";
        if (name.isEmpty() && verb.equals("get")) {
            verb = query.flag("watch") ? "watch" : "list";
            name = SelectedName.in(query);
        } else if (name.isEmpty() && verb.equals("delete")) {
            verb = "deletecollection";
        }
        return new RequestInfo(true, path, verb, prefix, group, version, namespace, resource, subresource, name, rest);
    }

    private static RequestInfo nonResource(String method, String path) {
        return new RequestInfo(false, path, method.toLowerCase(Locale.ROOT), "", "", "", "", "", "", "", List.of());
    }

    private static String verb(String method) {
        return switch (method) {
            case "POST" -> "create";
            case "GET", "HEAD" -> "get";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> "";
        };
    }

    public GroupVersion groupVersion() {
        return new GroupVersion(group, version);
    }

    public GroupResource groupResource() {
        return new GroupResource(group, resource);
    }

    public GroupVersionResource groupVersionResource() {
        return new GroupVersionResource(group, version, resource);
    }

    /** Whether it changes nothing: get, list, watch, or a GET or HEAD of another path. */
    public boolean readOnly() {
        return switch (verb) {
            case "get", "list", "watch", "head", "options" -> true;
            default -> false;
        };
    }
}
