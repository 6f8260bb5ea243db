package io.davit.apiserver.security;

import io.davit.apiserver.request.RequestInfo;
import io.davit.apiserver.review.Access;
import io.davit.registry.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the security filter goes by, for reviews to ask. */
public final class Identities implements Access {

    private final Authenticator authenticator;
    private final Authorizer authorizer;

    public Identities(Authenticator authenticator, Authorizer authorizer) {
        this.authenticator = authenticator;
        this.authorizer = authorizer;
    }

    @Override
    public @Nullable Caller ofToken(String token) {
        return authenticator.ofToken(token);
    }

    @Override
    public boolean allows(Caller caller, RequestInfo request) {
        return authorizer.allows(caller, request);
    }

    @Override
    public boolean unrestricted(Caller caller) {
        return authorizer.unrestricted(caller);
    }

    @Override
    public List<String> openPaths(Caller caller) {
        return authorizer.openPaths(caller);
    }
}
