package io.davit.bench;

import io.davit.pki.Credential;
import io.davit.pki.HostNames;
import io.davit.pki.Keyring;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The same bytes by Reactor Netty alone: what HTTP and TLS cost when nobody does any work.
 *
 * <p>A GET of {@code /bytes/N} answers with N bytes, a POST with what was sent, and each POST to {@code /events} goes to everybody who
 * reads {@code /watch}. It wants a bearer token but does not look at it.
 */
public final class RawServer {

    /** What is longer is sent in pieces. */
    private static final int PIECE = 256 * 1024;

    private static final byte[] FULL_PIECE = text(PIECE);

    private final Map<Integer, byte[]> bodies = new ConcurrentHashMap<>();
    private final Sinks.Many<byte[]> events = Sinks.many().multicast().directAllOrNothing();

    RawServer() {}

    /** Serves until its standard input ends. The first argument names the file that gets the certificate to trust. */
    public static void main(String... arguments) throws IOException {
        Keyring keyring = Keyring.inMemory(HostNames.of(List.of("localhost", "127.0.0.1")), Clock.systemUTC());
        Files.writeString(
                Path.of(arguments[0]),
                new Credential(keyring.serving().key(), List.<X509Certificate>of(keyring.authority()))
                        .certificatePem());
        DisposableServer server = new RawServer().start(keyring.serving());
        System.out.println("ready at https://127.0.0.1:" + server.port());
        System.out.flush();
        System.in.transferTo(OutputStream.nullOutputStream());
        server.disposeNow();
    }

    DisposableServer start(Credential serving) {
        SslContext tls = tls(serving);
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .secure(spec -> spec.sslContext(tls))
                .route(routes -> routes.get("/bytes/{size}", this::bytes)
                        .get("/watch", this::watch)
                        .post("/events", this::event)
                        .post(
                                "/echo",
                                (request, response) -> response.status(201)
                                        .send(request.receive().aggregate().retain())))
                .bindNow();
    }

    private Mono<Void> bytes(HttpServerRequest request, HttpServerResponse response) {
        long length = Long.parseLong(String.valueOf(request.param("size")));
        response.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(length));
        if (length > PIECE) {
            return response.send(pieces(length)).then();
        }
        byte[] body = bodies.computeIfAbsent((int) length, RawServer::text);
        return response.sendObject(Unpooled.wrappedBuffer(body)).then();
    }

    private static Flux<ByteBuf> pieces(long length) {
        return Flux.generate(() -> length, (left, sink) -> {
            int next = (int) Math.min(left, PIECE);
            sink.next(Unpooled.wrappedBuffer(FULL_PIECE, 0, next));
            if (next == left) {
                sink.complete();
            }
            return left - next;
        });
    }

    private Mono<Void> watch(HttpServerRequest request, HttpServerResponse response) {
        return response.header(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED)
                .send(
                        Flux.concat(Mono.just(new byte[] {' '}), events.asFlux().onBackpressureBuffer(10_000))
                                .map(Unpooled::wrappedBuffer),
                        each -> true)
                .then();
    }

    private Mono<Void> event(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asByteArray()
                .doOnNext(body -> events.emitNext(body, Sinks.EmitFailureHandler.FAIL_FAST))
                .then(response.status(201).send());
    }

    private static byte[] text(int size) {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 'x');
        return body;
    }

    private static SslContext tls(Credential serving) {
        try {
            return SslContextBuilder.forServer(serving.key(), serving.chain())
                    .sslProvider(SslProvider.JDK)
                    .build();
        } catch (SSLException e) {
            throw new BenchException("cannot set up TLS: " + e.getMessage(), e);
        }
    }
}
