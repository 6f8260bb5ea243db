package io.davit.apiserver.security;

import io.davit.apiserver.request.RequestInfo;
import io.davit.registry.Caller;
import io.davit.registry.admission.Authority;
import java.util.List;

/** Lets expressions of policies ask the same authorization that requests go through. */
public final class PolicyAuthority implements Authority {

    private final Authorizer authorizer;

    public PolicyAuthority(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @Override
    public io.davit.cel.Authorizer of(Caller caller) {
        return new Asked(authorizer, caller);
    }

    private record Asked(Authorizer authorizer, Caller caller) implements io.davit.cel.Authorizer {

        @Override
        public Decision authorize(Attributes attributes) {
            return new Decision(authorizer.allows(caller, request(attributes)), "", null);
        }

        @Override
        public io.davit.cel.Authorizer forServiceAccount(String namespace, String name) {
            return new Asked(
                    authorizer,
                    Caller.of(
                            "system:serviceaccount:" + namespace + ":" + name,
                            "system:serviceaccounts",
                            "system:serviceaccounts:" + namespace,
                            "system:authenticated"));
        }

        private static RequestInfo request(Attributes attributes) {
            return switch (attributes) {
                case Path path ->
                    new RequestInfo(false, path.path(), path.verb(), "", "", "", "", "", "", "", List.of());
                case Resource resource ->
                    new RequestInfo(
                            true,
                            "",
                            resource.verb(),
                            resource.group().isEmpty() ? "api" : "apis",
                            resource.group(),
                            "*",
                            resource.namespace(),
                            resource.resource(),
                            resource.subresource(),
                            resource.name(),
                            List.of());
            };
        }
    }
}
