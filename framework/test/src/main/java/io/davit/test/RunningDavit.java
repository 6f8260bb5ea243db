package io.davit.test;

import io.davit.apiserver.DavitServer;
import io.davit.apiserver.DavitServerOptions;
import io.davit.apiserver.security.StaticToken;
import io.davit.pki.HostNames;
import io.davit.pki.Keyring;
import io.davit.registry.Caller;
import io.davit.storage.Store;
import io.davit.storage.memory.MemoryStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** An API layer that runs for a test class. Objects are kept in memory and go with it. */
public final class RunningDavit implements AutoCloseable {

    private static final String ADMINISTRATOR = "admin";

    private final Store store = MemoryStore.create();
    private final Map<String, String> tokens = new HashMap<>();
    private final List<KubernetesClient> clients = new ArrayList<>();
    private DavitServer server;
    private final KubernetesClient client;

    private RunningDavit(Map<String, List<String>> users) {
        List<StaticToken> all = new ArrayList<>();
        all.add(token(ADMINISTRATOR, List.of("system:masters")));
        users.forEach((name, groups) -> all.add(token(name, groups)));
        Keyring keyring = Keyring.inMemory(HostNames.ofApiServer("10.0.0.1"), Clock.systemUTC());
        server = DavitServer.start(DavitServerOptions.of(store, keyring).withTokens(all));
        client = client(ADMINISTRATOR);
    }

    static RunningDavit start(Map<String, List<String>> users, List<String> manifests) {
        RunningDavit started = new RunningDavit(users);
        manifests.forEach(started::create);
        return started;
    }

    private StaticToken token(String name, List<String> groups) {
        String token = UUID.randomUUID().toString();
        tokens.put(name, token);
        return new StaticToken(token, new Caller(name, "", groups, Map.of()));
    }

    /** Where the API is reached, such as {@code https://127.0.0.1:40123}. */
    public URI url() {
        return server.url();
    }

    /** A client of the administrator; it is closed with the API layer. */
    public KubernetesClient client() {
        return client;
    }

    /** A client of that user; it is closed with the API layer. */
    public KubernetesClient client(String user) {
        KubernetesClient made =
                new KubernetesClientBuilder().withConfig(config(user)).build();
        clients.add(made);
        return made;
    }

    /** What a client of that user is configured with, for clients built elsewhere. */
    public Config config(String user) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(url().toString())
                .withCaCertData(authority())
                .withOauthToken(tokenOf(user))
                .withNamespace("default")
                .build();
    }

    /** The bearer token of that user; {@code admin} is the administrator. */
    public String tokenOf(String user) {
        String token = tokens.get(user);
        if (token == null) {
            throw new IllegalArgumentException("no user " + user + ": add it with DavitExtension.builder().user(…)");
        }
        return token;
    }

    /** Ends all connections and serves the same objects at the same address again: what clients see when a server restarts. */
    public void restart() {
        DavitServerOptions same = server.options().withPort(server.port());
        server.close();
        server = DavitServer.start(same);
    }

    @Override
    public void close() {
        clients.forEach(KubernetesClient::close);
        server.close();
        store.close();
    }

    private void create(String resource) {
        try (InputStream in = RunningDavit.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource + " on the class path");
            }
            for (HasMetadata each : client.load(in).items()) {
                HasMetadata made = client.resource(each).create();
                if (made instanceof CustomResourceDefinition) {
                    client.resource(made).waitUntilCondition(RunningDavit::established, 10, TimeUnit.SECONDS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean established(HasMetadata object) {
        return object instanceof CustomResourceDefinition definition
                && definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(each -> each.getType().equals("Established")
                                && each.getStatus().equals("True"));
    }

    private String authority() {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(server.options().keyring().authority().getEncoded());
            String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
            return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("the authority's certificate has no encoding", e);
        }
    }
}
