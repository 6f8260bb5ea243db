package io.davit.pki;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A client's side of TLS: whom it trusts, and who it is. */
public final class ClientTls {

    private ClientTls() {}

    /**
     * Trusts servers with a certificate of one of the authorities.
     *
     * @param authorities none for those that the JDK trusts
     * @param user whose certificate to show; null for nobody's
     * @throws PkiException when they cannot be used
     */
    public static SSLContext trusting(List<X509Certificate> authorities, @Nullable Credential user) {
        try {
            return context(authorities.isEmpty() ? null : managers(authorities), user);
        } catch (GeneralSecurityException | IOException e) {
            throw new PkiException("the certificates cannot be used: " + e.getMessage(), e);
        }
    }

    /** Trusts any server, whoever it is: for those who ask for just that. */
    public static SSLContext trustingAnybody(@Nullable Credential user) {
        try {
            return context(new TrustManager[] {new Anybody()}, user);
        } catch (GeneralSecurityException | IOException e) {
            throw new PkiException("the certificate cannot be used: " + e.getMessage(), e);
        }
    }

    private static SSLContext context(TrustManager @Nullable [] trust, @Nullable Credential user)
            throws GeneralSecurityException, IOException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(user == null ? null : keys(user), trust, null);
        return tls;
    }

    private static TrustManager[] managers(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        for (X509Certificate authority : authorities) {
            trusted.setCertificateEntry("authority-" + trusted.size(), authority);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers.getTrustManagers();
    }

    /** The store never leaves this method; it wants a password all the same. */
    private static KeyManager[] keys(Credential user) throws GeneralSecurityException, IOException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        char[] password = HexFormat.of().formatHex(random).toCharArray();
        KeyStore store = empty();
        store.setKeyEntry("user", user.key(), password, user.chain().toArray(Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        return managers.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    /** An extended trust manager also takes the place of the check of host names. */
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
