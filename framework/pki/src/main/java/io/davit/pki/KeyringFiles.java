package io.davit.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A keyring as files: {@code ca}, {@code apiserver} and {@code admin}, each a {@code .crt} and a {@code .key}.
 *
 * <p>A new directory appears whole, by a rename; afterwards each change replaces one file. So a crash at any moment leaves
 * a directory that opens.
 */
final class KeyringFiles {

    static final String AUTHORITY_NAME = "davit-ca";

    private static final String AUTHORITY = "ca";
    private static final String SERVING = "apiserver";
    private static final String ADMINISTRATOR = "admin";

    /** An authority is renewed early enough that what it issues can always hold for its full year. */
    private static final Duration RENEW_AUTHORITY = Authority.CREDENTIAL_LIFE.multipliedBy(2);

    private static final Duration RENEW_CREDENTIAL = Duration.ofDays(60);
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final Path directory;
    private final Clock clock;

    KeyringFiles(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    Keyring open(HostNames hosts) {
        if (Files.exists(file(AUTHORITY, ".crt")) || Files.exists(file(AUTHORITY, ".key"))) {
            return load(hosts);
        }
        if (Files.exists(file(SERVING, ".crt")) || Files.exists(file(ADMINISTRATOR, ".crt"))) {
            throw bad(file(AUTHORITY, ".crt"), "is missing, and other certificates are there");
        }
        return create(hosts);
    }

    private Keyring create(HostNames hosts) {
        Keyring keyring;
        Path prepared = directory.resolveSibling(directory.getFileName() + ".new");
        try {
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (PrivateFiles.holdsAnything(directory)) {
                throw bad(directory, "holds files that are not Davit's");
            }
            PrivateFiles.createDirectory(prepared);
            KeyringFiles files = new KeyringFiles(prepared, clock);
            Authority authority = Authority.create(AUTHORITY_NAME, clock.instant());
            files.writePair(AUTHORITY, authority.credential());
            Credential serving = authority.serving(Authority.newKeyPair(), hosts, clock.instant());
            files.writePair(SERVING, serving);
            Credential administrator = authority.client(
                    Authority.newKeyPair(), Keyring.ADMINISTRATOR, Keyring.ADMINISTRATORS, clock.instant());
            files.writePair(ADMINISTRATOR, administrator);
            Files.move(prepared, directory, StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.syncDirectory(directory.toAbsolutePath().getParent());
            keyring = new Keyring(authority.credential().certificate(), serving, administrator);
        } catch (IOException e) {
            throw new PkiException("cannot write certificates to " + directory + ": " + PrivateFiles.describe(e), e);
        }
        return keyring;
    }

    private Keyring load(HostNames hosts) {
        Authority authority = loadAuthority();
        X509Certificate issuer = authority.credential().certificate();
        Credential serving = loadOrIssue(
                SERVING,
                issuer,
                found -> hostsOf(found.certificate()).covers(hosts),
                keys -> authority.serving(keys, hosts, clock.instant()));
        Credential administrator = loadOrIssue(
                ADMINISTRATOR,
                issuer,
                found -> true,
                keys -> authority.client(keys, Keyring.ADMINISTRATOR, Keyring.ADMINISTRATORS, clock.instant()));
        return new Keyring(issuer, serving, administrator);
    }

    private Authority loadAuthority() {
        Authority authority = new Authority(readPair(AUTHORITY));
        X509Certificate certificate = authority.credential().certificate();
        if (certificate.getBasicConstraints() < 0) {
            throw bad(file(AUTHORITY, ".crt"), "is not the certificate of an authority");
        }
        if (endsWithin(certificate, RENEW_AUTHORITY)) {
            Authority renewed = authority.renewed(clock.instant());
            write(file(AUTHORITY, ".crt"), renewed.credential().certificatePem());
            return renewed;
        }
        return authority;
    }

    private Credential loadOrIssue(
            String name, X509Certificate issuer, Predicate<Credential> good, Function<KeyPair, Credential> issue) {
        if (!Files.exists(file(name, ".crt")) || !Files.exists(file(name, ".key"))) {
            // Only this pair is gone: nothing is lost by making it again. The certificate goes last, so a crash leaves
            // no wrong pair.
            delete(file(name, ".crt"));
            Credential made = issue.apply(Authority.newKeyPair());
            writePair(name, made);
            return made;
        }
        Credential found = readPair(name);
        try {
            found.certificate().verify(issuer.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw bad(file(name, ".crt"), "was not signed by " + file(AUTHORITY, ".crt"));
        }
        if (good.test(found) && !endsWithin(found.certificate(), RENEW_CREDENTIAL)) {
            return found;
        }
        Credential renewed = issue.apply(new KeyPair(found.certificate().getPublicKey(), found.key()));
        write(file(name, ".crt"), renewed.certificatePem());
        return renewed;
    }

    private boolean endsWithin(X509Certificate certificate, Duration time) {
        return !certificate.getNotAfter().toInstant().isAfter(clock.instant().plus(time));
    }

    private Credential readPair(String name) {
        Path certificateFile = file(name, ".crt");
        Path keyFile = file(name, ".key");
        List<X509Certificate> chain = read(certificateFile, Pem::certificates);
        PrivateKey key = read(keyFile, Pem::key);
        if (!belongTogether(key, chain.getFirst().getPublicKey())) {
            throw bad(keyFile, "does not belong to " + certificateFile);
        }
        return new Credential(key, chain);
    }

    private void writePair(String name, Credential credential) {
        write(file(name, ".key"), credential.keyPem());
        write(file(name, ".crt"), credential.certificatePem());
    }

    private <T> T read(Path file, Parser<T> parser) {
        if (!Files.exists(file)) {
            throw bad(file, "is missing");
        }
        try {
            return parser.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new PkiException("cannot read " + file + ": " + PrivateFiles.describe(e), e);
        } catch (GeneralSecurityException e) {
            throw bad(file, "is damaged");
        }
    }

    private static void write(Path file, String text) {
        try {
            PrivateFiles.replace(file, text);
        } catch (IOException e) {
            throw new PkiException("cannot write " + file + ": " + PrivateFiles.describe(e), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new PkiException("cannot replace " + file + ": " + PrivateFiles.describe(e), e);
        }
    }

    private Path file(String name, String ending) {
        return directory.resolve(name + ending);
    }

    private PkiException bad(Path file, String what) {
        return new PkiException(
                file + " " + what + ": restore it, or delete " + directory + " to have all certificates made anew");
    }

    private static boolean belongTogether(PrivateKey key, PublicKey publicKey) {
        byte[] challenge = {1, 2, 3};
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key);
            signer.update(challenge);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(challenge);
            return signer.verify(signature);
        } catch (GeneralSecurityException differentKind) {
            return false;
        }
    }

    private static HostNames hostsOf(X509Certificate certificate) {
        Set<String> hosts = new LinkedHashSet<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                names.stream()
                        .filter(name -> name.getFirst().equals(DNS_NAME)
                                || name.getFirst().equals(IP_ADDRESS))
                        .forEach(name -> hosts.add((String) name.get(1)));
            }
        } catch (CertificateParsingException unreadable) {
            return new HostNames(Set.of(), Set.of());
        }
        return HostNames.of(hosts);
    }

    private interface Parser<T> {
        T parse(byte[] bytes) throws GeneralSecurityException;
    }
}
