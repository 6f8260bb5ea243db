package io.davit.apiserver;

import io.davit.apiserver.security.StaticToken;
import io.davit.pki.Keyring;
import io.davit.storage.Store;
import java.time.Clock;
import java.util.List;

/**
 * What an API layer is started with.
 *
 * @param store where objects are kept; it stays the caller's to close
 * @param address the address to listen on
 * @param port 0 picks a free one
 * @param keyring the authority, and the certificate to serve with
 * @param tokens who may come with a bearer token
 */
public record DavitServerOptions(
        Store store, String address, int port, Keyring keyring, List<StaticToken> tokens, Clock clock) {

    public DavitServerOptions {
        tokens = List.copyOf(tokens);
    }

    /** On a free loopback port, without tokens. */
    public static DavitServerOptions of(Store store, Keyring keyring) {
        return new DavitServerOptions(store, "127.0.0.1", 0, keyring, List.of(), Clock.systemUTC());
    }

    public DavitServerOptions withPort(int other) {
        return new DavitServerOptions(store, address, other, keyring, tokens, clock);
    }

    public DavitServerOptions withAddress(String other) {
        return new DavitServerOptions(store, other, port, keyring, tokens, clock);
    }

    public DavitServerOptions withTokens(List<StaticToken> others) {
        return new DavitServerOptions(store, address, port, keyring, others, clock);
    }
}
