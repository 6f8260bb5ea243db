package io.davit.pki;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key with the certificate that names its owner.
 *
 * @param key the private key, EC P-256 where Davit made it
 * @param chain the owner's certificate first, then the authorities above it
 */
public record Credential(PrivateKey key, List<X509Certificate> chain) {

    public Credential {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a credential needs a certificate");
        }
    }

    /** What PEM texts hold: certificates, and a PKCS #8 key (EC, RSA or EdDSA). */
    public static Credential fromPem(byte[] certificates, byte[] key) throws GeneralSecurityException {
        return new Credential(Pem.key(key), Pem.certificates(certificates));
    }

    /** The owner's certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** The chain as PEM. */
    public String certificatePem() {
        return Pem.certificates(chain);
    }

    /** The key as PKCS #8 PEM. */
    public String keyPem() {
        return Pem.key(key);
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "Credential[" + certificate().getSubjectX500Principal().getName() + "]";
    }
}
