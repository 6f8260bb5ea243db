package io.davit.apiserver.security;

import io.davit.registry.Caller;

/** A bearer token that stands for a user, as a line of a token file says. It is never logged. */
public record StaticToken(String token, Caller caller) {

    @Override
    public String toString() {
        return "StaticToken[" + caller.name() + "]";
    }
}
