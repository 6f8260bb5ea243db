package io.davit.bench;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** A server under load: its address, who we are to it, and what its processes use. */
final class Target implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI address;
    private final String token;
    private final SslContext tls;
    private final ConnectionProvider connections;
    private final HttpClient client;
    private final Usage usage;

    /**
     * @param authority the PEM certificate to trust; null trusts anybody, for a peer whose authority is unknown
     * @param clients connections at most
     */
    Target(URI address, String token, @Nullable String authority, int clients, Usage usage) {
        this.address = address;
        this.token = token;
        this.tls = trusting(authority);
        this.usage = usage;
        this.connections = connections("bench", clients);
        this.client = client(connections);
    }

    static ConnectionProvider connections(String name, int most) {
        return ConnectionProvider.builder(name)
                .maxConnections(most)
                .pendingAcquireMaxCount(-1)
                .pendingAcquireTimeout(PATIENCE)
                .build();
    }

    /** A client that is this target's, on other connections. */
    HttpClient client(ConnectionProvider provider) {
        return HttpClient.create(provider)
                .baseUrl(address.toString())
                .headers(headers -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token)
                        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                        .set(HttpHeaderNames.ACCEPT, "application/json"))
                .secure(spec -> spec.sslContext(tls).handshakeTimeout(PATIENCE));
    }

    Usage usage() {
        return usage;
    }

    /** The whole body of a 200, as bytes. */
    Mono<byte[]> get(String path) {
        return client.get()
                .uri(path)
                .responseSingle((response, body) -> expect(response.status().code(), 200, path)
                        .then(body.asByteArray().defaultIfEmpty(new byte[0])));
    }

    /** A 200 whose body is read and counted, not kept. */
    Mono<Long> read(String path) {
        return client.get()
                .uri(path)
                .response((response, body) -> expect(response.status().code(), 200, path)
                        .thenMany(body.map(part -> (long) part.readableBytes())))
                .reduce(0L, Long::sum);
    }

    Mono<Void> create(String path, byte[] object) {
        return send(client, HttpMethod.POST, path, object, List.of(201));
    }

    /** A PUT of an object that is there. */
    Mono<Void> update(String path, byte[] object) {
        return send(client, HttpMethod.PUT, path, object, List.of(200));
    }

    /** A server-side apply of an object that may be there. */
    Mono<Void> apply(String path, byte[] object) {
        HttpClient yaml =
                client.headers(headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/apply-patch+yaml"));
        return send(yaml, HttpMethod.PATCH, path, object, List.of(200, 201));
    }

    private static Mono<Void> send(HttpClient by, HttpMethod method, String path, byte[] object, List<Integer> wanted) {
        return by.request(method)
                .uri(path)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(object)))
                .responseSingle((response, body) ->
                        wanted.contains(response.status().code())
                                ? body.then()
                                : body.asString()
                                        .defaultIfEmpty("")
                                        .flatMap(text -> Mono.error(
                                                unexpected(response.status().code(), path, text))));
    }

    /** How it was answered; what was deleted is not looked at. */
    Mono<Integer> delete(String path) {
        return client.request(HttpMethod.DELETE)
                .uri(path)
                .response((response, body) ->
                        body.then(Mono.just(response.status().code())))
                .next();
    }

    @Override
    public void close() {
        connections.disposeLater().block(PATIENCE);
    }

    private static Mono<Void> expect(int code, int wanted, String path) {
        return code == wanted ? Mono.empty() : Mono.error(unexpected(code, path, ""));
    }

    private static BenchException unexpected(int code, String path, String text) {
        return new BenchException(path + " was answered with " + code + (text.isEmpty() ? "" : ": " + text.strip()));
    }

    private static SslContext trusting(@Nullable String authority) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
            return authority == null
                    ? builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
                            .endpointIdentificationAlgorithm(null)
                            .build()
                    : builder.trustManager(new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII)))
                            .build();
        } catch (SSLException e) {
            throw new BenchException("cannot set up TLS: " + e.getMessage(), e);
        }
    }
}
