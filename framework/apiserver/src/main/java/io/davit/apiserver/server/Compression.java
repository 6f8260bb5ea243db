package io.davit.apiserver.server;

import io.davit.apiserver.endpoint.ApiRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.compression.GzipOption;

/**
 * Which answers are sent with gzip when the client accepts it: those of known length above 128 KiB, as kube-apiserver does (its feature
 * APIResponseCompression). Streams are not: each of their events must arrive at once. A low level, since clients are near.
 */
final class Compression {

    private static final int AT_LEAST = 128 * 1024;
    private static final int LEVEL = 1;

    private Compression() {}

    static HttpServer of(HttpServer server) {
        return server.compress(Compression::isWorthIt)
                .compressOptions(GzipOption.builder().compressionLevel(LEVEL).build());
    }

    /** The documents of OpenAPI v3 are kept by clients, and sent as they are. */
    private static boolean isWorthIt(HttpServerRequest request, HttpServerResponse response) {
        HttpHeaders headers = response.responseHeaders();
        if (headers.getInt(HttpHeaderNames.CONTENT_LENGTH, 0) <= AT_LEAST
                || request.requestHeaders().get(ApiRequest.TARGET, "").startsWith("/openapi/v3")
                || !acceptsGzip(request)) {
            return false;
        }
        headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        return true;
    }

    private static boolean acceptsGzip(HttpServerRequest request) {
        return request.requestHeaders().getAll(HttpHeaderNames.ACCEPT_ENCODING).stream()
                .anyMatch(accepted -> accepted.contains("gzip"));
    }
}
