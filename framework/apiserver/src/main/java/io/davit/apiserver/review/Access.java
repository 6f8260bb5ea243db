package io.davit.apiserver.review;

import io.davit.apiserver.request.RequestInfo;
import io.davit.registry.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reviews ask of authentication and authorization. */
public interface Access {

    /** Whom a bearer token belongs to; null for nobody. */
    @Nullable
    Caller ofToken(String token);

    boolean allows(Caller caller, RequestInfo request);

    /** Whether the caller may do everything. */
    boolean unrestricted(Caller caller);

    /** The paths, perhaps with a star at the end, that a caller may get without any right to resources. */
    List<String> openPaths(Caller caller);
}
