package io.davit.apiserver.security;

import io.davit.apiserver.request.RequestInfo;
import io.davit.model.GroupResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.registry.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a caller may do what a request asks. Administrators ({@code system:masters}) may do everything, every authenticated caller
 * may discover what is served and ask about herself, and everybody may ask whether the server is well; all else is refused.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings">Default roles</a>
 */
public final class Authorizer {

    private static final Set<String> PUBLIC = Set.of("/healthz", "/livez", "/readyz", "/version", "/version/");
    private static final Set<String> DISCOVERY = Set.of("/api", "/apis", "/openapi");

    /** What everybody who is known may ask about herself. */
    private static final Set<GroupResource> SELF_REVIEWS = Set.of(
            new GroupResource("authentication.k8s.io", "selfsubjectreviews"),
            new GroupResource("authorization.k8s.io", "selfsubjectaccessreviews"),
            new GroupResource("authorization.k8s.io", "selfsubjectrulesreviews"));

    /** Refuses with 403 what is not allowed. */
    void authorize(Caller caller, RequestInfo request) {
        if (!allows(caller, request)) {
            throw forbidden(caller, request);
        }
    }

    boolean unrestricted(Caller caller) {
        return caller.groups().contains("system:masters");
    }

    /** The paths that a caller may get, a star at the end standing for all that follows. */
    List<String> openPaths(Caller caller) {
        List<String> open = new ArrayList<>(new TreeSet<>(PUBLIC));
        if (authenticated(caller)) {
            new TreeSet<>(DISCOVERY).forEach(root -> open.addAll(List.of(root, root + "/*")));
        }
        return open;
    }

    boolean allows(Caller caller, RequestInfo request) {
        if (unrestricted(caller)) {
            return true;
        }
        if (request.resourceRequest()) {
            return authenticated(caller)
                    && request.verb().equals("create")
                    && SELF_REVIEWS.contains(new GroupResource(request.group(), request.resource()));
        }
        if (!request.verb().equals("get")) {
            return false;
        }
        if (PUBLIC.contains(request.path())) {
            return true;
        }
        return authenticated(caller)
                && DISCOVERY.stream()
                        .anyMatch(root ->
                                request.path().equals(root) || request.path().startsWith(root + "/"));
    }

    private static boolean authenticated(Caller caller) {
        return caller.groups().contains("system:authenticated");
    }

    private static ApiException forbidden(Caller caller, RequestInfo request) {
        if (!request.resourceRequest()) {
            return new ApiException(
                    Reason.FORBIDDEN,
                    "forbidden: User \"" + caller.name() + "\" cannot " + request.verb() + " path \"" + request.path()
                            + "\"",
                    Details.of("", "", ""));
        }
        String resource =
                request.subresource().isEmpty() ? request.resource() : request.resource() + "/" + request.subresource();
        String where = request.namespace().isEmpty()
                ? " at the cluster scope"
                : " in the namespace \"" + request.namespace() + "\"";
        return ApiException.forbidden(
                new GroupResource(request.group(), request.resource()),
                request.name(),
                "User \"" + caller.name() + "\" cannot " + request.verb() + " resource \"" + resource
                        + "\" in API group \"" + request.group() + "\"" + where);
    }
}
