package io.davit.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final HostNames HOSTS = HostNames.of(List.of("localhost", "127.0.0.1", "::1", "10.0.0.1"));

    @TempDir
    Path temp;

    private Path pki;

    @BeforeEach
    void namesADirectoryThatIsNotThereYet() {
        pki = temp.resolve("data/pki");
    }

    @Test
    void administratorIsAMemberOfSystemMasters() {
        X509Certificate certificate = open().administrator().certificate();

        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=kubernetes-admin,O=system:masters");
    }

    @Test
    void servingCertificateNamesEveryHost() throws Exception {
        X509Certificate certificate = open().serving().certificate();

        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "10.0.0.1");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void everythingIsSignedByTheAuthority() throws Exception {
        Keyring keyring = open();

        keyring.serving().certificate().verify(keyring.authority().getPublicKey());
        keyring.administrator().certificate().verify(keyring.authority().getPublicKey());
        assertThat(keyring.authority().getBasicConstraints()).isGreaterThanOrEqualTo(0);
        assertThat(keyring.serving().certificate().getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void theNextStartFindsTheSameCertificates() {
        assertThat(open()).isEqualTo(open());
    }

    @Test
    void filesAreTheOwnersOnly() throws IOException {
        open();

        try (Stream<Path> files = Files.list(pki)) {
            assertThat(files)
                    .hasSize(6)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aCertificateNearItsEndIsRenewedWithTheSameKey() {
        Keyring first = open();

        Keyring later = openAt(NOW.plus(Duration.ofDays(320)));

        assertThat(later.authority()).isEqualTo(first.authority());
        assertThat(later.serving().certificate()).isNotEqualTo(first.serving().certificate());
        assertThat(later.serving().key()).isEqualTo(first.serving().key());
        assertThat(later.administrator().certificate().getNotAfter().toInstant())
                .isEqualTo(NOW.plus(Duration.ofDays(320 + 365)));
        assertThat(openAt(NOW.plus(Duration.ofDays(321)))).isEqualTo(later);
    }

    @Test
    void anAuthorityNearItsEndIsRenewedSoThatOldCertificatesStayValid() throws Exception {
        Keyring first = open();

        Keyring later = openAt(NOW.plus(Duration.ofDays(9 * 365)));

        assertThat(later.authority()).isNotEqualTo(first.authority());
        assertThat(later.authority().getSubjectX500Principal())
                .isEqualTo(first.authority().getSubjectX500Principal());
        later.serving().certificate().verify(first.authority().getPublicKey());
        first.administrator().certificate().verify(later.authority().getPublicKey());
    }

    @Test
    void nothingIssuedOutlivesTheAuthority() {
        Authority authority = Authority.create("davit-ca", NOW);

        Credential late = authority.client(Authority.newKeyPair(), "a", "b", NOW.plus(Duration.ofDays(3600)));

        assertThat(late.certificate().getNotAfter())
                .isEqualTo(authority.credential().certificate().getNotAfter());
    }

    @Test
    void aNewHostMakesANewServingCertificate() {
        Keyring first = open();

        HostNames more = HOSTS.and(HostNames.of(List.of("api.example.com")));
        Keyring second = Keyring.in(pki, more, at(NOW));

        assertThat(second.serving()).isNotEqualTo(first.serving());
        assertThat(second.administrator()).isEqualTo(first.administrator());
        assertThat(Keyring.in(pki, more, at(NOW))).isEqualTo(second);
    }

    @Test
    void aLostClientCertificateIsIssuedAgain() throws IOException {
        Keyring first = open();
        Files.delete(pki.resolve("admin.crt"));

        Keyring second = open();

        assertThat(second.administrator()).isNotEqualTo(first.administrator());
        assertThat(open()).isEqualTo(second);
    }

    @Test
    void whatACrashLeftBehindIsCleared() throws IOException {
        Path unfinished = temp.resolve("data/pki.new");
        Files.createDirectories(unfinished);
        Files.writeString(unfinished.resolve("ca.key"), "half");

        assertThat(open()).isEqualTo(open());
        assertThat(unfinished).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.crt", "ca.key", "apiserver.crt", "apiserver.key", "admin.crt", "admin.key"})
    void aDamagedFileIsNamed(String name) throws IOException {
        open();
        Files.writeString(pki.resolve(name), "-----BEGIN nothing");

        assertOneLine(pki.resolve(name) + " is damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.crt", "ca.key"})
    void aMissingHalfOfTheAuthorityIsNamed(String name) throws IOException {
        open();
        Files.delete(pki.resolve(name));

        assertOneLine(pki.resolve(name) + " is missing");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws IOException {
        open();
        Files.copy(pki.resolve("admin.key"), pki.resolve("ca.key"), StandardCopyOption.REPLACE_EXISTING);

        assertOneLine(pki.resolve("ca.key") + " does not belong to " + pki.resolve("ca.crt"));
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() throws IOException {
        open();
        Files.delete(pki.resolve("ca.crt"));
        Files.delete(pki.resolve("ca.key"));
        assertOneLine(pki.resolve("ca.crt") + " is missing, and other certificates are there");

        Keyring.in(temp.resolve("other"), HOSTS, at(NOW));
        Files.copy(temp.resolve("other/ca.crt"), pki.resolve("ca.crt"));
        Files.copy(temp.resolve("other/ca.key"), pki.resolve("ca.key"));
        assertOneLine(pki.resolve("apiserver.crt") + " was not signed by " + pki.resolve("ca.crt"));
    }

    @Test
    void aDirectoryOfOtherFilesIsLeftAlone() throws IOException {
        Files.createDirectories(pki);
        Files.writeString(pki.resolve("diary.txt"), "mine");

        assertOneLine(pki + " holds files that are not Davit's");
    }

    @Test
    void aFileInPlaceOfADirectoryIsOneLine() throws IOException {
        Files.writeString(temp.resolve("data"), "a file");

        assertThatThrownBy(this::open)
                .isInstanceOf(PkiException.class)
                .hasMessageContaining(temp.resolve("data").toString())
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void inMemoryCertificatesFitTogether() throws Exception {
        Keyring keyring = Keyring.inMemory(HOSTS, at(NOW));

        keyring.serving().certificate().verify(keyring.authority().getPublicKey());
        keyring.administrator().certificate().verify(keyring.authority().getPublicKey());
    }

    @Test
    void hostsThatAreNeitherNameNorAddressAreLeftOut() {
        assertThat(HostNames.of(List.of("my_pc", "-x", "", "Example.COM", "10.0.0.1")))
                .isEqualTo(new HostNames(Set.of("example.com"), Set.of("10.0.0.1")));
    }

    private void assertOneLine(String beginning) {
        assertThatThrownBy(this::open)
                .isInstanceOf(PkiException.class)
                .hasMessageStartingWith(beginning)
                .hasMessageContaining("delete " + pki)
                .hasMessageNotContaining("\n");
    }

    private Keyring open() {
        return openAt(NOW);
    }

    private Keyring openAt(Instant now) {
        return Keyring.in(pki, HOSTS, at(now));
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
