package io.davit.apiserver.server;

import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * Every request's way through the filters of the security chain to the one handler.
 *
 * <p>The chain holds for all requests, so its filters are looked up once. Asking anew for each request which chain applies, as Spring
 * Security's proxy does, and observing, adapting and completing each exchange, as Spring's own adapter does, cost more than all that a GET needs.
 */
final class SecuredHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SecuredHandler.class);

    private final WebFilterChain first;

    SecuredHandler(SecurityWebFilterChain security, WebHandler handler) {
        List<WebFilter> filters =
                Objects.requireNonNull(security.getWebFilters().collectList().block());
        WebFilterChain chain = handler::handle;
        for (WebFilter filter : filters.reversed()) {
            WebFilterChain next = chain;
            chain = exchange -> filter.filter(exchange, next);
        }
        this.first = chain;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        ServerWebExchange exchange = new PlainExchange(request, response);
        try {
            return first.filter(exchange);
        } catch (RuntimeException e) {
            LOG.error("request failed before it was read method={}", request.getMethod(), e);
            response.setStatusCode(HttpStatus.INTERNAL_SERVER_ERROR);
            return response.setComplete();
        }
    }
}
