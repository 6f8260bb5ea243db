package io.davit.apiserver.endpoint;

import io.davit.apiserver.negotiation.Encoding;
import io.davit.apiserver.negotiation.Negotiated;
import io.davit.apiserver.negotiation.Transform;
import io.davit.apiserver.request.ListOptions;
import io.davit.apiserver.watch.Frames;
import io.davit.apiserver.watch.TransformedFrames;
import io.davit.apiserver.watch.WatchStream;
import io.davit.model.error.ApiException;
import io.davit.registry.family.Served;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Watches, over HTTP and over WebSocket. */
final class WatchEndpoint {

    private static final Duration MIN_TIMEOUT = Duration.ofMinutes(30);

    private final HandshakeWebSocketService webSockets = new HandshakeWebSocketService();

    private final Transforms transforms;

    WatchEndpoint(Clock clock) {
        this.transforms = new Transforms(clock);
    }

    Mono<Void> watch(ApiRequest request, Served served) {
        if (!served.definition().allows("watch")) {
            throw ApiException.methodNotSupported(served.groupResource(), "watch");
        }
        Negotiated form = request.negotiation().watch();
        ListOptions options = ListOptions.parse(request.query(), true);
        Selection selection = Selection.of(served, request.info().namespace(), options);
        String named =
                request.info().parts().size() > 1 ? request.info().parts().get(1) : "";
        if (!named.isEmpty()) {
            selection = selection.named(named);
        }
        long revision = options.watchRevision(
                served.groupResource().group(), served.groupResource().resource());
        if (form.transform() instanceof Transform.MetadataList) {
            // No event can be a list: upstream ends the stream at the first one. Ours ends at once.
            return Responses.bytes(request, 200, form.watchContentType(), new byte[0]);
        }
        WatchStream stream = new WatchStream(
                served,
                selection.under(),
                selection,
                frames(request, served, form),
                start(served, options, revision),
                options.allowWatchBookmarks(),
                timeout(options));
        return request.header("Upgrade").equalsIgnoreCase("websocket")
                ? socket(request, form, stream)
                : http(request, form, stream);
    }

    private Frames frames(ApiRequest request, Served served, Negotiated form) {
        return form.encoding() == Encoding.JSON && form.transform() instanceof Transform.None
                ? Frames.json(served)
                : new TransformedFrames(
                        served, form.encoding(), transforms.transformer(request, served, form.transform()));
    }

    /** Where the stream begins. */
    private static WatchStream.Start start(Served served, ListOptions options, long revision) {
        Boolean initial = options.sendInitialEvents();
        if (initial != null && initial) {
            return new WatchStream.Start(true, 0, revision, options.allowWatchBookmarks());
        }
        if (initial == null && revision == 0) {
            return new WatchStream.Start(true, 0, 0, options.allowWatchBookmarks());
        }
        long after = revision == 0 ? served.family().cache().revision() : revision;
        return new WatchStream.Start(false, after, 0, false);
    }

    private static Duration timeout(ListOptions options) {
        Long asked = options.timeoutSeconds();
        if (asked != null && asked > 0) {
            return Duration.ofSeconds(asked);
        }
        return MIN_TIMEOUT.plusMillis(ThreadLocalRandom.current().nextLong(MIN_TIMEOUT.toMillis()));
    }

    private static Mono<Void> http(ApiRequest request, Negotiated form, WatchStream stream) {
        ServerHttpResponse response = Responses.prepare(request, 200, form.watchContentType());
        DataBufferFactory buffers = response.bufferFactory();
        // The head goes out at once, with a body of nothing: clients wait for it before the first event.
        Flux<byte[]> bytes = stream.batches().startWith(new byte[0]);
        return response.writeAndFlushWith(bytes.map(each -> Mono.just(buffers.wrap(each))));
    }

    /** One event per message, which needs neither a newline nor a length. */
    private Mono<Void> socket(ApiRequest request, Negotiated form, WatchStream stream) {
        boolean binary = form.encoding() == Encoding.PROTOBUF;
        WebSocketHandler handler = session -> {
            Flux<WebSocketMessage> sent = stream.frames()
                    .map(bytes -> binary
                            ? session.binaryMessage(
                                    buffers -> buffers.wrap(Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length)))
                            : session.textMessage(new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8)));
            Mono<Void> closed = session.receive().then();
            return Mono.firstWithSignal(session.send(sent).then(session.close()), closed);
        };
        return webSockets.handleRequest(request.exchange(), handler);
    }
}
