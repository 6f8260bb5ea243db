package io.davit.apiserver.security;

import io.davit.registry.Caller;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.Connection;

/**
 * What the client at the other end of a connection shows of itself: the certificate of its TLS session, and the bearer token of its latest request.
 *
 * <p>Only what follows from these alone is kept, the certificate's user and the token's digest, and only as long as they stay the same. Whose the
 * token is, and whether it is anybody's, is asked with every request. Asking the session for a certificate that is not there costs an
 * exception with the stack of a whole request.
 */
final class ShownCredentials {

    private static final AttributeKey<ShownCredentials> KEY = AttributeKey.valueOf(ShownCredentials.class, "shown");

    private final @Nullable SSLSession session;
    private final @Nullable Caller certified;
    private String token = "";
    private String digest = "";

    private ShownCredentials(@Nullable SSLSession session) {
        this.session = session;
        X509Certificate certificate = certificate(session);
        this.certified = certificate == null ? null : Authenticator.ofCertificate(certificate);
    }

    /** Those of the request's connection, on whose event loop this is asked. */
    static ShownCredentials of(ServerHttpRequest request) {
        Connection connection = ServerHttpRequestDecorator.getNativeRequest(request);
        Channel channel = connection.channel();
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        SSLSession session = tls == null ? null : tls.engine().getSession();
        Attribute<ShownCredentials> kept = channel.attr(KEY);
        ShownCredentials known = kept.get();
        if (known == null || known.session != session) {
            known = new ShownCredentials(session);
            kept.set(known);
        }
        return known;
    }

    /** Who the client certificate says it is; null when there is none. */
    @Nullable
    Caller certified() {
        return certified;
    }

    /** The digest of a token. */
    String digest(String shown) {
        if (!shown.equals(token)) {
            digest = Authenticator.digest(shown);
            token = shown;
        }
        return digest;
    }

    private static @Nullable X509Certificate certificate(@Nullable SSLSession session) {
        if (session == null) {
            return null;
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate first ? first : null;
        } catch (SSLPeerUnverifiedException e) {
            // the client has shown none
            return null;
        }
    }
}
