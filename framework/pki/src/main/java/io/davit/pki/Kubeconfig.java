package io.davit.pki;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * What kubectl needs to reach one server as one user, with everything embedded.
 *
 * @param server the API server's address
 * @param authority the certificate to trust
 * @param user who to be
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">kubeconfig files</a>
 */
public record Kubeconfig(URI server, X509Certificate authority, Credential user) {

    private static final String NAME = "davit";

    /** The file's text, YAML. */
    public String text() {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: %1$s
                  cluster:
                    server: %2$s
                    certificate-authority-data: %3$s
                users:
                - name: %1$s-admin
                  user:
                    client-certificate-data: %4$s
                    client-key-data: %5$s
                contexts:
                - name: %1$s
                  context:
                    cluster: %1$s
                    user: %1$s-admin
                current-context: %1$s
                """.formatted(
                        NAME,
                        server,
                        base64(Pem.certificates(List.of(authority))),
                        base64(user.certificatePem()),
                        base64(user.keyPem()));
    }

    /**
     * Writes the file, readable to its owner only. A kubeconfig that names anything but Davit is never replaced.
     *
     * @throws PkiException when the file holds somebody else's entries, or cannot be written
     */
    public void writeTo(Path file) {
        try {
            if (Files.exists(file) && !isOurs(Files.readString(file, StandardCharsets.ISO_8859_1))) {
                throw new PkiException(file
                        + " has entries that are not Davit's: name another file with --kubeconfig, or move it away");
            }
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            PrivateFiles.replace(file, text());
        } catch (IOException e) {
            throw new PkiException("cannot write " + file + ": " + PrivateFiles.describe(e), e);
        }
    }

    /** Whether each entry is called as ours are; also true after kubectl has rewritten the file, and for an empty one. */
    private static boolean isOurs(String text) {
        boolean ours = true;
        boolean kubeconfig = text.isBlank();
        for (String line : text.lines().toList()) {
            String entry = line.strip();
            kubeconfig |= entry.equals("kind: Config");
            String item = entry.startsWith("- ") ? entry.substring(2).strip() : entry;
            if (item.startsWith("name:")) {
                String name = item.substring("name:".length()).strip();
                ours &= name.equals(NAME) || name.equals(NAME + "-admin");
            }
        }
        return ours && kubeconfig;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
