package io.davit.app.history;

import io.davit.pki.Credential;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whom a client trusts, and who it is, on the wire. */
final class Tls {

    private Tls() {}

    static SSLContext of(Access access) {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys(access.credential()), trust(access), null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new HistoryException("the certificates of the kubeconfig cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyManager @Nullable [] keys(@Nullable Credential credential)
            throws GeneralSecurityException, IOException {
        if (credential == null) {
            return null;
        }
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        char[] password = java.util.HexFormat.of().formatHex(random).toCharArray();
        KeyStore store = empty();
        store.setKeyEntry("user", credential.key(), password, credential.chain().toArray(Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        return managers.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(Access access) throws GeneralSecurityException, IOException {
        if (access.insecure()) {
            return new TrustManager[] {new Anybody()};
        }
        byte[] authority = access.authority();
        if (authority == null) {
            return null;
        }
        KeyStore store = empty();
        int number = 0;
        for (Certificate each :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(authority))) {
            store.setCertificateEntry("authority-" + number++, each);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    /** What {@code insecure-skip-tls-verify} asks for. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
