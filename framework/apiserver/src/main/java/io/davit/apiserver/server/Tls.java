package io.davit.apiserver.server;

import io.davit.pki.Credential;
import io.davit.pki.Keyring;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;

/** The TLS of the server: its certificate, and client certificates of its authority where a client has one. */
final class Tls {

    private Tls() {}

    static SslContext context(Keyring keyring) {
        Credential serving = keyring.serving();
        try {
            return SslContextBuilder.forServer(serving.key(), serving.chain().toArray(X509Certificate[]::new))
                    .sslProvider(SslProvider.JDK)
                    .trustManager(keyring.authority())
                    .clientAuth(ClientAuth.OPTIONAL)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("the serving certificate cannot be used: " + e.getMessage(), e);
        }
    }
}
