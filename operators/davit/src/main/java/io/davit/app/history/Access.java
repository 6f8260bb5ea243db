package io.davit.app.history;

import io.davit.kinds.codec.YamlBody;
import io.davit.pki.ClientTls;
import io.davit.pki.Credential;
import io.davit.pki.Pem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * How to reach a server and who to be there, as the current context of a kubeconfig says.
 *
 * <p>Certificates and tokens are read, embedded or from files; programs that hand out credentials are not run.
 *
 * @param authorities whom to trust; none for those that the JDK trusts
 * @param insecure whether any certificate is trusted
 * @param token empty without one
 * @param namespace the context's, or {@code default}
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">kubeconfig files</a>
 */
public record Access(
        URI server,
        List<X509Certificate> authorities,
        boolean insecure,
        @Nullable Credential credential,
        String token,
        String namespace) {

    public Access {
        authorities = List.copyOf(authorities);
    }

    SSLContext tls() {
        return insecure ? ClientTls.trustingAnybody(credential) : ClientTls.trusting(authorities, credential);
    }

    /** @throws HistoryException when the file is missing or its current context is not whole */
    public static Access read(Path kubeconfig) {
        return new Reading(kubeconfig, parse(kubeconfig)).access();
    }

    private static JsonNode parse(Path file) {
        try {
            return YamlBody.read(Files.readAllBytes(file)).root();
        } catch (NoSuchFileException e) {
            throw new HistoryException(
                    "there is no kubeconfig " + file + ": ./davit up writes one, name it with --kubeconfig", e);
        } catch (IOException e) {
            throw new HistoryException("cannot read the kubeconfig " + file + ": " + e.getMessage(), e);
        } catch (YamlBody.Unreadable e) {
            throw new HistoryException("the kubeconfig " + file + " is no YAML: " + e.message(), e);
        }
    }

    private record Reading(Path file, JsonNode root) {

        Access access() {
            String name = root.path("current-context").asString("");
            if (name.isEmpty()) {
                throw problem("has no current-context");
            }
            JsonNode context = entry("contexts", "context", name);
            JsonNode cluster =
                    entry("clusters", "cluster", context.path("cluster").asString(""));
            JsonNode user = entry("users", "user", context.path("user").asString(""));
            if (user.has("exec") || user.has("auth-provider")) {
                throw problem("gets its credentials from a program: use one with a certificate or a token");
            }
            return new Access(
                    server(cluster),
                    authorities(cluster),
                    cluster.path("insecure-skip-tls-verify").asBoolean(false),
                    credential(user),
                    token(user),
                    context.path("namespace").asString("default"));
        }

        private JsonNode entry(String list, String member, String name) {
            for (JsonNode entry : root.path(list)) {
                if (entry.path("name").asString("").equals(name)) {
                    return entry.path(member);
                }
            }
            if (name.isEmpty()) {
                return MissingNode.getInstance();
            }
            throw problem("has no entry \"" + name + "\" among its " + list);
        }

        private URI server(JsonNode cluster) {
            String server = cluster.path("server").asString("");
            try {
                URI uri = URI.create(server.endsWith("/") ? server.substring(0, server.length() - 1) : server);
                if (uri.getScheme() != null && uri.getHost() != null) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                throw new HistoryException("the kubeconfig " + file + " names a server that is no URL: " + server, e);
            }
            throw problem(server.isEmpty() ? "names no server" : "names a server that is no URL: " + server);
        }

        private List<X509Certificate> authorities(JsonNode cluster) {
            Optional<byte[]> pem = content(cluster, "certificate-authority");
            try {
                return pem.isEmpty() ? List.of() : Pem.certificates(pem.get());
            } catch (GeneralSecurityException e) {
                throw new HistoryException(
                        "the certificate authority of the kubeconfig " + file + " cannot be used: " + e.getMessage(),
                        e);
            }
        }

        private @Nullable Credential credential(JsonNode user) {
            Optional<byte[]> certificate = content(user, "client-certificate");
            Optional<byte[]> key = content(user, "client-key");
            if (certificate.isEmpty() || key.isEmpty()) {
                return null;
            }
            try {
                return Credential.fromPem(certificate.get(), key.get());
            } catch (GeneralSecurityException e) {
                throw new HistoryException(
                        "the client certificate of the kubeconfig " + file + " cannot be used: " + e.getMessage(), e);
            }
        }

        private String token(JsonNode user) {
            String given = user.path("token").asString("");
            String tokenFile = user.path("tokenFile").asString("");
            return given.isEmpty() && !tokenFile.isEmpty()
                    ? new String(bytes(tokenFile), StandardCharsets.UTF_8).strip()
                    : given;
        }

        /** What is embedded under {@code name-data}, or in the file that {@code name} names. */
        private Optional<byte[]> content(JsonNode of, String name) {
            String embedded = of.path(name + "-data").asString("");
            String path = of.path(name).asString("");
            try {
                return !embedded.isEmpty()
                        ? Optional.of(Base64.getMimeDecoder().decode(embedded))
                        : path.isEmpty() ? Optional.empty() : Optional.of(bytes(path));
            } catch (IllegalArgumentException e) {
                throw new HistoryException("the kubeconfig " + file + " has " + name + "-data that is no base64", e);
            }
        }

        /** The content of a file named relative to the kubeconfig. */
        private byte[] bytes(String path) {
            Path named = file.toAbsolutePath().resolveSibling(path);
            try {
                return Files.readAllBytes(named);
            } catch (IOException e) {
                throw new HistoryException("cannot read " + named + ", which the kubeconfig " + file + " names", e);
            }
        }

        private HistoryException problem(String what) {
            return new HistoryException("the kubeconfig " + file + " " + what);
        }
    }
}
