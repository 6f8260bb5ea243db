package io.davit.apiserver.endpoint;

import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** Request bodies, whole and bounded. */
final class Bodies {

    /** What kube-apiserver takes at most. */
    static final int MAX = 3 * 1024 * 1024;

    private static final int USUAL = 64 * 1024;

    private Bodies() {}

    static Mono<byte[]> read(ApiRequest request) {
        HttpServerRequest netty =
                ServerHttpRequestDecorator.getNativeRequest(request.exchange().getRequest());
        long announced = request.exchange().getRequest().getHeaders().getContentLength();
        if (announced > MAX) {
            return Mono.error(tooLarge());
        }
        return netty.receive()
                .collect(() -> new Body((int) announced), Body::add)
                .map(Body::bytes);
    }

    /** What has come. */
    private static final class Body {

        private byte[] bytes;
        private int length;

        /** @param announced how much will come; -1 when that is unknown. Much of it gets its room only when it comes. */
        Body(int announced) {
            this.bytes = new byte[Math.clamp(announced, 0, USUAL)];
        }

        void add(ByteBuf part) {
            int more = part.readableBytes();
            if (more > MAX - length) {
                throw tooLarge();
            }
            if (more > bytes.length - length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.min(MAX, 2 * length)));
            }
            part.readBytes(bytes, length, more);
            length += more;
        }

        byte[] bytes() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
    }

    private static ApiException tooLarge() {
        return new ApiException(Reason.REQUEST_ENTITY_TOO_LARGE, "Request entity too large: limit is " + MAX);
    }
}
