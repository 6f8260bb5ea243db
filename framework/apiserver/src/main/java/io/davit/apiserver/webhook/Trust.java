package io.davit.apiserver.webhook;

import io.davit.registry.webhook.WebhookFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Who is trusted to be a webhook. */
final class Trust {

    private Trust() {}

    /** @param caBundle base64 of PEM certificates that alone are trusted; empty for what the machine trusts */
    static SSLContext context(String caBundle) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(caBundle.isEmpty() ? null : certificates(caBundle));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new WebhookFailure("unable to load root certificates: " + e.getMessage());
        }
    }

    private static @Nullable KeyStore certificates(String caBundle) throws GeneralSecurityException, IOException {
        byte[] pem = Base64.getMimeDecoder().decode(caBundle);
        if (new String(pem, java.nio.charset.StandardCharsets.ISO_8859_1).isBlank()) {
            return null;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int index = 0;
        for (Certificate each :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            store.setCertificateEntry("ca-" + index++, each);
        }
        return store;
    }
}
