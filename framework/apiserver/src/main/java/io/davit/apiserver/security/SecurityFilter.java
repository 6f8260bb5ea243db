package io.davit.apiserver.security;

import io.davit.apiserver.endpoint.ApiRequest;
import io.davit.apiserver.endpoint.Responses;
import io.davit.apiserver.status.Statuses;
import io.davit.model.error.ApiException;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.registry.Caller;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The one filter of the security chain: request info, authentication, authorization, in this order. */
public final class SecurityFilter implements WebFilter {

    private static final String IMPERSONATE = "Impersonate-";

    private final Authenticator authenticator;
    private final Authorizer authorizer;

    public SecurityFilter(Authenticator authenticator, Authorizer authorizer) {
        this.authenticator = authenticator;
        this.authorizer = authorizer;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ApiRequest request;
        try {
            request = ApiRequest.read(exchange);
        } catch (ApiException e) {
            return Responses.refuse(exchange, e);
        }
        try {
            Caller caller =
                    authenticator.authenticate(ShownCredentials.of(exchange.getRequest()), request.authorization());
            if (caller == null) {
                throw Statuses.unauthorized();
            }
            refuseImpersonation(exchange, caller);
            authorizer.authorize(caller, request.info());
            request.by(caller).keep();
        } catch (ApiException e) {
            return Responses.refuse(request, e);
        }
        return chain.filter(exchange);
    }

    /** Nobody may act as somebody else, and whoever asks for it must not act as themselves instead. */
    private static void refuseImpersonation(ServerWebExchange exchange, Caller caller) {
        for (String header : exchange.getRequest().getHeaders().headerNames()) {
            if (header.regionMatches(true, 0, IMPERSONATE, 0, IMPERSONATE.length())) {
                throw new ApiException(
                        Reason.FORBIDDEN,
                        "users is forbidden: User \"" + caller.name()
                                + "\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope",
                        Details.of("", "", "users"));
            }
        }
    }
}
