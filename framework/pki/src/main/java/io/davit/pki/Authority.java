package io.davit.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority that can sign: EC P-256 with SHA-256.
 *
 * <p>Its certificate holds for ten years, what it issues for one, never longer than itself. Validity begins five minutes early,
 * for clocks that lag.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280">RFC 5280</a>
 */
record Authority(Credential credential) {

    static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    static final Duration CREDENTIAL_LIFE = Duration.ofDays(365);

    private static final Duration CLOCK_LAG = Duration.ofMinutes(5);
    private static final String SIGNATURE = "SHA256withECDSA";

    static Authority create(String commonName, Instant now) {
        return selfSigned(newKeyPair(), commonName(commonName), now);
    }

    /** The same key and name for another ten years: certificates issued before stay valid under either certificate. */
    Authority renewed(Instant now) {
        X500Name name = subject(credential.certificate());
        return selfSigned(new KeyPair(credential.certificate().getPublicKey(), credential.key()), name, now);
    }

    Credential serving(KeyPair keys, HostNames hosts, Instant now) {
        List<GeneralName> names = new ArrayList<>();
        hosts.names().stream().sorted().forEach(name -> names.add(new GeneralName(GeneralName.dNSName, name)));
        hosts.addresses().stream().sorted().forEach(ip -> names.add(new GeneralName(GeneralName.iPAddress, ip)));
        return issue(
                keys,
                commonName("kube-apiserver"),
                KeyPurposeId.id_kp_serverAuth,
                new GeneralNames(names.toArray(GeneralName[]::new)),
                now);
    }

    Credential client(KeyPair keys, String user, String group, Instant now) {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, group)
                .addRDN(BCStyle.CN, user)
                .build();
        return issue(keys, subject, KeyPurposeId.id_kp_clientAuth, null, now);
    }

    static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new PkiException("this JDK cannot make an EC P-256 key: " + e.getMessage(), e);
        }
    }

    private static Authority selfSigned(KeyPair keys, X500Name name, Instant now) {
        try {
            X509v3CertificateBuilder builder = builder(
                            name, name, keys.getPublic(), now, now.plus(AUTHORITY_LIFE), keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new Authority(new Credential(keys.getPrivate(), List.of(sign(builder, keys.getPrivate()))));
        } catch (CertIOException e) {
            throw cannotSign(e);
        }
    }

    private Credential issue(
            KeyPair keys,
            X500Name subject,
            KeyPurposeId purpose,
            @Nullable GeneralNames alternativeNames,
            Instant now) {
        X509Certificate issuer = credential.certificate();
        Instant end = now.plus(CREDENTIAL_LIFE);
        Instant issuersEnd = issuer.getNotAfter().toInstant();
        try {
            X509v3CertificateBuilder builder = builder(
                            subject(issuer),
                            subject,
                            keys.getPublic(),
                            now,
                            end.isAfter(issuersEnd) ? issuersEnd : end,
                            issuer.getPublicKey())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (alternativeNames != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames);
            }
            return new Credential(keys.getPrivate(), List.of(sign(builder, credential.key())));
        } catch (CertIOException e) {
            throw cannotSign(e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Instant end, PublicKey issuersKey)
            throws CertIOException {
        try {
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            return new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(127, new SecureRandom()),
                            Date.from(now.minus(CLOCK_LAG)),
                            Date.from(end),
                            subject,
                            key)
                    .addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(issuersKey));
        } catch (GeneralSecurityException e) {
            throw cannotSign(e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw cannotSign(e);
        }
    }

    private static X500Name commonName(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    private static X500Name subject(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static PkiException cannotSign(Exception e) {
        return new PkiException("cannot sign a certificate: " + e.getMessage(), e);
    }
}
