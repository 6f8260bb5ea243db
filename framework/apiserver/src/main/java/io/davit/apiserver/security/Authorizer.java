package io.davit.apiserver.security;

import io.davit.apiserver.request.RequestInfo;
import io.davit.model.GroupResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.registry.Caller;
import java.util.Set;

/**
 * Whether a caller may do what a request asks. Administrators ({@code system:masters}) may do everything, every authenticated caller
 * may discover what is served, and everybody may ask whether the server is well; all else is refused.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings">Default roles</a>
 */
public final class Authorizer {

    private static final Set<String> PUBLIC = Set.of("/healthz", "/livez", "/readyz", "/version", "/version/");
    private static final Set<String> DISCOVERY = Set.of("/api", "/apis", "/openapi");

    /** Refuses with 403 what is not allowed. */
    void authorize(Caller caller, RequestInfo request) {
        if (!allows(caller, request)) {
            throw forbidden(caller, request);
        }
    }

    private static boolean allows(Caller caller, RequestInfo request) {
        if (caller.groups().contains("system:masters")) {
            return true;
        }
        if (request.resourceRequest() || !request.verb().equals("get")) {
            return false;
        }
        if (PUBLIC.contains(request.path())) {
            return true;
        }
        return caller.groups().contains("system:authenticated")
                && DISCOVERY.stream()
                        .anyMatch(root ->
                                request.path().equals(root) || request.path().startsWith(root + "/"));
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
