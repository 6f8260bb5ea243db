package io.davit.app;

import io.davit.apiserver.security.StaticToken;
import io.davit.pki.ClientTls;
import io.davit.pki.HostNames;
import io.davit.pki.Keyring;
import io.davit.registry.Caller;
import io.davit.storage.compaction.CompactionSchedule;
import io.davit.storage.embedded.NativeLibrary;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/**
 * {@code davit train}: starts, serves each kind of request, and stops, so that the JVM can keep in its AOT cache what that loaded and learned.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 */
@Command(name = "train", hidden = true, mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

    private static final String TOKEN = "train";
    private static final String NAMESPACE = "/api/v1/namespaces/train";
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    private static final int ROUNDS = 200;

    @Parameters(paramLabel = "DIR", description = "Gets the native library, for starts with it on java.library.path.")
    private Path libraries = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logging.verbosity(0);
        NativeLibrary.unpackInto(libraries);
        Path directory = Files.createTempDirectory("davit-train");
        Path data = directory.resolve("data");
        Launch.Plan plan =
                new Launch.Plan(data, false, 0, null, List.of(administrator()), CompactionSchedule.DEFAULT_KEEP);
        try (Launch launch = Launch.of(plan);
                HttpClient client = client(data.resolve("pki"))) {
            serve(client, launch.address());
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return ExitCode.OK;
    }

    private static void serve(HttpClient client, URI server) throws IOException, InterruptedException {
        for (String path :
                List.of("/healthz", "/version", "/api", "/apis", "/api/v1", "/apis/apps/v1", "/openapi/v3")) {
            get(client, server, path, "application/json");
        }
        send(client, server, "POST", "/api/v1/namespaces", """
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"train"}}""");
        for (int i = 0; i < ROUNDS; i++) {
            send(client, server, "POST", NAMESPACE + "/configmaps", """
                    {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c%d","labels":{"a":"b"}},"data":{"k":"v"}}""".formatted(i));
            get(client, server, NAMESPACE + "/configmaps/c" + i, "application/json");
        }
        send(client, server, "POST", "/apis/apps/v1/namespaces/train/deployments", """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"}},\
                "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}""");
        get(client, server, NAMESPACE + "/configmaps?limit=10", "application/json");
        get(client, server, NAMESPACE + "/configmaps", TABLE);
        get(client, server, NAMESPACE + "/configmaps?watch=true&timeoutSeconds=1", "application/json");
        send(client, server, "DELETE", NAMESPACE + "/configmaps/c0", "");
    }

    private static void get(HttpClient client, URI server, String path, String accept)
            throws IOException, InterruptedException {
        client.send(request(server, path).header("Accept", accept).build(), BodyHandlers.discarding());
    }

    private static void send(HttpClient client, URI server, String method, String path, String body)
            throws IOException, InterruptedException {
        client.send(
                request(server, path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
    }

    private static HttpRequest.Builder request(URI server, String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + TOKEN);
    }

    private static HttpClient client(Path certificates) {
        X509Certificate authority = Keyring.in(certificates, HostNames.of(List.of()), Clock.systemUTC())
                .authority();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(ClientTls.trusting(List.of(authority), null))
                .build();
    }

    private static StaticToken administrator() {
        return new StaticToken(TOKEN, new Caller("train", "", List.of("system:masters"), Map.of()));
    }
}
