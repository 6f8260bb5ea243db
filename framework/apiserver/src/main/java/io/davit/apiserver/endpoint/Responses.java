package io.davit.apiserver.endpoint;

import io.davit.apiserver.negotiation.Negotiated;
import io.davit.apiserver.negotiation.Negotiation;
import io.davit.apiserver.negotiation.Writing;
import io.davit.apiserver.request.Query;
import io.davit.apiserver.status.Statuses;
import io.davit.model.error.ApiException;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;

/** Writes answers. */
public final class Responses {

    private Responses() {}

    /** A tree in the form that was negotiated. */
    static Mono<Void> tree(ApiRequest request, int code, JsonNode tree, Negotiated form) {
        return bytes(request, code, form.contentType(), Writing.bytes(tree, form));
    }

    /** Compact JSON bytes as they are, with a newline. */
    static Mono<Void> json(ApiRequest request, int code, byte[] json) {
        return bytes(request, code, "application/json", Writing.line(json));
    }

    static Mono<Void> bytes(ApiRequest request, int code, String contentType, byte[] body) {
        ServerHttpResponse response = prepare(request, code, contentType);
        response.getHeaders().setContentLength(body.length);
        if (request.method().equals("HEAD")) {
            return response.setComplete();
        }
        return whole(response, code, body);
    }

    /* Handed to Reactor Netty as it is: Spring would take it for a stream, and put a dozen operators around it. */
    private static Mono<Void> whole(ServerHttpResponse response, int code, byte[] body) {
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        return netty.status(code).sendObject(Unpooled.wrappedBuffer(body)).then();
    }

    /** Whether it is too late for a refusal: an answer has begun, or nobody is there to read one. */
    static boolean tooLate(ServerHttpResponse response) {
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        return response.isCommitted()
                || netty.hasSentHeaders()
                || !((Connection) netty).channel().isActive();
    }

    static Mono<Void> text(ApiRequest request, int code, String text) {
        return bytes(request, code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Several pieces, sent one after the other. */
    static Mono<Void> pieces(ApiRequest request, String contentType, long length, Flux<DataBuffer> pieces) {
        ServerHttpResponse response = prepare(request, 200, contentType);
        response.getHeaders().setContentLength(length);
        return response.writeWith(pieces);
    }

    /** A refusal, in the form that its request asks for. */
    public static Mono<Void> refuse(ApiRequest request, ApiException refusal) {
        Negotiated form = request.negotiation().error();
        if (refusal.details().retryAfterSeconds() > 0) {
            request.exchange()
                    .getResponse()
                    .getHeaders()
                    .set(
                            HttpHeaders.RETRY_AFTER,
                            Integer.toString(refusal.details().retryAfterSeconds()));
        }
        return tree(request, refusal.code(), Statuses.of(refusal), form);
    }

    /** A refusal of a request that could not even be read. */
    public static Mono<Void> refuse(ServerWebExchange exchange, ApiException refusal) {
        Negotiated form = new Negotiation("", "", Query.EMPTY).error();
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(refusal.code()));
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, form.contentType());
        return response.writeWith(Mono.just(response.bufferFactory().wrap(Writing.bytes(Statuses.of(refusal), form))));
    }

    /** Code and headers, warnings among them. */
    static ServerHttpResponse prepare(ApiRequest request, int code, String contentType) {
        ServerHttpResponse response = request.exchange().getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(code));
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, contentType);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-cache, private");
        if (!request.warnings().isEmpty()) {
            headers.addAll(HttpHeaders.WARNING, Warnings.headers(request.warnings()));
        }
        return response;
    }
}
