package io.davit.apiserver.endpoint;

import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Mono;

/** Request bodies, whole and bounded. */
final class Bodies {

    /** What kube-apiserver takes at most. */
    static final int MAX = 3 * 1024 * 1024;

    private Bodies() {}

    static Mono<byte[]> read(ApiRequest request) {
        long announced = request.exchange().getRequest().getHeaders().getContentLength();
        if (announced > MAX) {
            return Mono.error(tooLarge());
        }
        return DataBufferUtils.join(request.exchange().getRequest().getBody(), MAX)
                .map(Bodies::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, e -> tooLarge());
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ApiException tooLarge() {
        return new ApiException(Reason.REQUEST_ENTITY_TOO_LARGE, "Request entity too large: limit is " + MAX);
    }
}
