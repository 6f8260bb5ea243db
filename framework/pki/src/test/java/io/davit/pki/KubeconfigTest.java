package io.davit.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {

    private static final Keyring KEYRING = Keyring.inMemory(HostNames.of(List.of("localhost")), Clock.systemUTC());

    @TempDir
    Path temp;

    private final Kubeconfig kubeconfig =
            new Kubeconfig(URI.create("https://127.0.0.1:6443"), KEYRING.authority(), KEYRING.administrator());

    @Test
    void embedsEverythingAsPem() {
        String text = kubeconfig.text();

        assertThat(text).contains("server: https://127.0.0.1:6443\n", "current-context: davit\n");
        assertThat(embedded(text, "certificate-authority-data"))
                .isEqualTo(Pem.certificates(List.of(KEYRING.authority())));
        assertThat(embedded(text, "client-certificate-data"))
                .isEqualTo(KEYRING.administrator().certificatePem());
        assertThat(embedded(text, "client-key-data"))
                .startsWith("-----BEGIN PRIVATE KEY-----\n")
                .isEqualTo(KEYRING.administrator().keyPem());
    }

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        Path file = temp.resolve("made/on/the/way/kubeconfig");

        kubeconfig.writeTo(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasContent(kubeconfig.text());
    }

    @Test
    void replacesItsOwnFile() throws IOException {
        Path file = temp.resolve("kubeconfig");
        Files.writeString(file, "");
        kubeconfig.writeTo(file);
        Files.writeString(file, kubeconfig.text().replace("6443", "1234"));

        kubeconfig.writeTo(file);

        assertThat(file).hasContent(kubeconfig.text());
    }

    @Test
    void neverReplacesSomebodyElsesFile() throws IOException {
        Path file = temp.resolve("config");
        String theirs = kubeconfig.text().replace("- name: davit\n  context", "- name: production\n  context");
        Files.writeString(file, theirs);

        assertThatThrownBy(() -> kubeconfig.writeTo(file))
                .isInstanceOf(PkiException.class)
                .hasMessageStartingWith(file + " has entries that are not Davit's");
        assertThat(file).hasContent(theirs);
    }

    @Test
    void neverReplacesAFileThatIsNoKubeconfig() throws IOException {
        Path file = temp.resolve("thesis.txt");
        Files.writeString(file, "Chapter 1");

        assertThatThrownBy(() -> kubeconfig.writeTo(file)).isInstanceOf(PkiException.class);
        assertThat(file).hasContent("Chapter 1");
    }

    private static String embedded(String text, String key) {
        String line = text.lines()
                .filter(candidate -> candidate.strip().startsWith(key + ": "))
                .findFirst()
                .orElseThrow();
        return new String(
                Base64.getDecoder().decode(line.substring(line.indexOf(": ") + 2)), StandardCharsets.US_ASCII);
    }
}
