package io.davit.apiserver.server;

import io.davit.pki.Credential;
import io.davit.pki.Keyring;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The TLS of the server: its certificate, and client certificates of its authority where a client has one.
 *
 * <p>It is set up with the JDK's own classes and then wrapped: Netty's builder would try out BouncyCastle when that is on the class path, which costs
 * a start hundreds of classes.
 */
final class Tls {

    private static final char[] NO_PASSWORD = {};

    private Tls() {}

    static SslContext context(Keyring keyring) {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(
                    keys(keyring.serving()).getKeyManagers(),
                    trust(keyring.authority()).getTrustManagers(),
                    null);
            return new JdkSslContext(
                    tls,
                    false,
                    null,
                    SupportedCipherSuiteFilter.INSTANCE,
                    ApplicationProtocolConfig.DISABLED,
                    ClientAuth.OPTIONAL,
                    new String[] {"TLSv1.3", "TLSv1.2"},
                    false);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the serving certificate cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyManagerFactory keys(Credential serving) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry("serving", serving.key(), NO_PASSWORD, serving.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private static TrustManagerFactory trust(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
