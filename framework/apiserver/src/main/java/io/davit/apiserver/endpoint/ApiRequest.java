package io.davit.apiserver.endpoint;

import io.davit.apiserver.negotiation.Negotiation;
import io.davit.apiserver.request.Query;
import io.davit.apiserver.request.RequestInfo;
import io.davit.registry.Caller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** A request on its way: what it says, who makes it, and the warnings collected for its answer. */
public record ApiRequest(
        ServerWebExchange exchange,
        String method,
        RequestInfo info,
        Query query,
        Negotiation negotiation,
        Caller caller,
        List<String> warnings) {

    /** The header in which the server hands on the request target as it was sent. */
    public static final String TARGET = "davit-request-target";

    static final String ATTRIBUTE = ApiRequest.class.getName();

    /** Reads the exchange's request; the filter does so once. */
    public static ApiRequest read(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        String target = text(headers.getFirst(TARGET));
        int question = target.indexOf('?');
        Query query = Query.parse(question < 0 ? "" : target.substring(question + 1));
        String method = exchange.getRequest().getMethod().name();
        RequestInfo info = RequestInfo.parse(method, question < 0 ? target : target.substring(0, question), query);
        Negotiation negotiation = new Negotiation(
                joined(headers.get(HttpHeaders.ACCEPT)), text(headers.getFirst(HttpHeaders.USER_AGENT)), query);
        return new ApiRequest(
                exchange,
                method,
                info,
                query,
                negotiation,
                Caller.of("", ""),
                Collections.synchronizedList(new ArrayList<>()));
    }

    /** The request that the filter has read and let through. */
    static ApiRequest of(ServerWebExchange exchange) {
        ApiRequest request = exchange.getAttribute(ATTRIBUTE);
        if (request == null) {
            throw new IllegalStateException("the security filter was not passed");
        }
        return request;
    }

    /** The same, for a resource whose objects have no protobuf form. */
    ApiRequest withoutProtobuf() {
        return new ApiRequest(exchange, method, info, query, negotiation.withoutProtobuf(), caller, warnings);
    }

    public ApiRequest by(Caller known) {
        return new ApiRequest(exchange, method, info, query, negotiation, known, warnings);
    }

    /** Hands the request on to the handler. */
    public void keep() {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** The first {@code Authorization} header; empty when there is none. */
    public String authorization() {
        return header(HttpHeaders.AUTHORIZATION);
    }

    String header(String name) {
        return text(exchange.getRequest().getHeaders().getFirst(name));
    }

    private static String joined(@Nullable List<String> values) {
        return values == null ? "" : String.join(",", values);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
