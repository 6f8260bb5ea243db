package io.davit.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsignedJarsTest {

    @Test
    void takesSignaturesAndDigestsOff(@TempDir Path directory) throws IOException {
        Path jar = directory.resolve("signed.jar");
        write(
                jar,
                Map.of(
                        "META-INF/BC.SF",
                        "x",
                        "META-INF/BC.RSA",
                        "x",
                        "META-INF/versions/9/a.sf",
                        "kept",
                        "a.txt",
                        "a"));

        UnsignedJars.main(directory.toString());

        try (JarFile unsigned = new JarFile(jar.toFile())) {
            assertThat(unsigned.stream().map(JarEntry::getName))
                    .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "META-INF/versions/9/a.sf", "a.txt");
            assertThat(unsigned.getInputStream(unsigned.getEntry("a.txt"))).hasContent("a");
            assertThat(unsigned.getManifest().getEntries()).isEmpty();
            assertThat(unsigned.getManifest().getMainAttributes().getValue("Multi-Release"))
                    .isEqualTo("true");
        }
    }

    @Test
    void leavesOtherJarsAsTheyAre(@TempDir Path directory) throws IOException {
        Path jar = directory.resolve("plain.jar");
        write(jar, Map.of("a.txt", "a"));
        byte[] before = Files.readAllBytes(jar);

        UnsignedJars.main(directory.toString());

        assertThat(jar).hasBinaryContent(before);
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    private static void write(Path jar, Map<String, String> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Multi-Release", "true");
        Attributes digest = new Attributes();
        digest.putValue("SHA-256-Digest", "x");
        manifest.getEntries().put("a.txt", digest);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
    }
}
