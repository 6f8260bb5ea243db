package io.davit.apiserver.webhook;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.registry.family.Catalog;
import io.davit.registry.webhook.WebhookClient;
import io.davit.registry.webhook.WebhookEndpoint;
import io.davit.registry.webhook.WebhookFailure;
import io.davit.registry.webhook.Webhooks;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls webhooks over HTTPS. Connections are kept and used again; a webhook is trusted for nothing but its certificate, which must be of
 * the authority in its {@code caBundle}, or of one the machine trusts where there is none.
 */
public final class HttpWebhooks implements Webhooks, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpWebhooks.class);

    private static final int MAX_ANSWER = 64 << 20;
    private static final int MAX_CLIENTS = 200;
    private static final int HTTPS = 443;

    private final ConnectionProvider connections = ConnectionProvider.builder("webhooks")
            .maxConnections(64)
            .pendingAcquireMaxCount(-1)
            .maxIdleTime(Duration.ofSeconds(60))
            .build();

    /** What was called last, by where and whom it trusts. */
    private final Map<WebhookEndpoint, HttpClient> clients = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WebhookEndpoint, HttpClient> eldest) {
            return size() > MAX_CLIENTS;
        }
    };

    @Override
    public WebhookClient client(Catalog catalog) {
        ServiceAddresses services = new ServiceAddresses(catalog);
        return (endpoint, review, timeout) -> call(services, endpoint, review, timeout);
    }

    @Override
    public void close() {
        connections.dispose();
    }

    private ObjectNode call(ServiceAddresses services, WebhookEndpoint endpoint, ObjectNode review, Duration timeout) {
        Place place = Place.of(endpoint);
        String shown = "Post " + Json.quote(place.url() + "?timeout=" + timeout.toSeconds() + "s") + ": ";
        InetSocketAddress address;
        try {
            WebhookEndpoint.Service service = endpoint.service();
            address = service == null
                    ? InetSocketAddress.createUnresolved(place.host(), place.port())
                    : services.of(service);
        } catch (WebhookFailure e) {
            throw new WebhookFailure(shown + e.message());
        }
        Answer answer;
        try {
            answer = send(client(endpoint, place), place, address, Json.bytes(review), timeout)
                    .block();
        } catch (WebhookFailure e) {
            throw e;
        } catch (RuntimeException e) {
            String why = why(Exceptions.unwrap(e), address);
            LOG.warn("webhook failed url={} reason={}", place.url(), why);
            throw new WebhookFailure(shown + why);
        }
        if (answer == null) {
            throw new WebhookFailure(shown + "EOF");
        }
        return answer.json();
    }

    private static Mono<Answer> send(
            HttpClient client, Place place, InetSocketAddress address, byte[] body, Duration timeout) {
        return client.remoteAddress(() -> address)
                .headers(headers -> headers.set(HttpHeaderNames.HOST, place.authority())
                        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                        .set(HttpHeaderNames.ACCEPT, "application/json, */*")
                        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                        .set(HttpHeaderNames.USER_AGENT, "kube-apiserver-admission"))
                .post()
                .uri(place.path() + "?timeout=" + timeout.toSeconds() + "s")
                .send(ByteBufFlux.fromInbound(Mono.just(body)))
                .response((response, content) -> read(response, content))
                .single()
                .timeout(timeout);
    }

    private static Mono<Answer> read(HttpClientResponse response, ByteBufFlux content) {
        return content.asByteArray()
                .reduceWith(ByteArrayOutputStream::new, (all, piece) -> {
                    if (all.size() + piece.length > MAX_ANSWER) {
                        throw new WebhookFailure("the answer is larger than " + MAX_ANSWER + " bytes");
                    }
                    all.writeBytes(piece);
                    return all;
                })
                .map(all -> new Answer(
                        response.status().code(),
                        response.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE, ""),
                        all.toByteArray()));
    }

    private HttpClient client(WebhookEndpoint endpoint, Place place) {
        synchronized (clients) {
            HttpClient known = clients.get(endpoint);
            if (known == null) {
                SslContext tls = new JdkSslContext(
                        Trust.context(endpoint.caBundle()),
                        true,
                        null,
                        SupportedCipherSuiteFilter.INSTANCE,
                        ApplicationProtocolConfig.DISABLED,
                        ClientAuth.NONE,
                        new String[] {"TLSv1.3", "TLSv1.2"},
                        false);
                known = HttpClient.create(connections)
                        .secure(spec -> spec.sslContext(tls).handlerConfigurator(handler -> identify(handler, place)));
                clients.put(endpoint, known);
            }
            return known;
        }
    }

    /** The certificate must be for the host that is called, even where the connection goes to some endpoint of a service. */
    private static void identify(SslHandler handler, Place place) {
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!place.isAddress()) {
            parameters.setServerNames(List.of(new SNIHostName(place.host())));
        }
        handler.engine().setSSLParameters(parameters);
    }

    private static String why(Throwable failure, InetSocketAddress address) {
        String where = address.getHostString() + ":" + address.getPort();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case TimeoutException e -> {
                    return "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
                }
                case UnknownHostException e -> {
                    return "dial tcp: lookup " + address.getHostString() + ": no such host";
                }
                case ConnectException e -> {
                    return "dial tcp " + where + ": connect: connection refused";
                }
                case CertificateException e -> {
                    return "tls: failed to verify certificate: x509: " + untrusted(e);
                }
                default -> {
                    // what it was caused by may tell more
                }
            }
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static String untrusted(CertificateException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return message.contains("unable to find valid certification path") || message.contains("trust anchors")
                ? "certificate signed by unknown authority"
                : message;
    }

    /** What a webhook's URL is made of; of a service, the name stands for the host. */
    private record Place(String host, int port, String path, String authority) {

        static Place of(WebhookEndpoint endpoint) {
            WebhookEndpoint.Service service = endpoint.service();
            if (service != null) {
                String path = service.path().isEmpty() ? "/" : service.path();
                return new Place(service.host(), service.port(), path, service.host() + ":" + service.port());
            }
            URI url = URI.create(endpoint.url());
            String host = url.getHost() == null ? "" : url.getHost();
            String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            return new Place(host, url.getPort() < 0 ? HTTPS : url.getPort(), path, url.getRawAuthority());
        }

        String url() {
            return "https://" + authority + (path.equals("/") ? "" : path);
        }

        boolean isAddress() {
            return host.startsWith("[") || host.matches("[0-9.]+");
        }
    }

    /** An answer as it came. */
    private record Answer(int code, String contentType, byte[] body) {

        ObjectNode json() {
            if (code < 200 || code > 206) {
                throw new WebhookFailure(refusal());
            }
            if (body.length == 0) {
                throw new WebhookFailure(
                        "0-length response with status code: " + code + " and content type: " + contentType);
            }
            try {
                return Json.parseObject(body);
            } catch (ApiException e) {
                throw new WebhookFailure("couldn't get version/kind; json parse error: " + e.message());
            }
        }

        /** As upstream's client tells of codes: a Status speaks for itself. */
        private String refusal() {
            // only what says it is text is shown
            String text = contentType.startsWith("text/") ? new String(body, StandardCharsets.UTF_8).strip() : "";
            String told = status();
            if (told != null) {
                return told;
            }
            return switch (code) {
                case 400 -> "the server rejected our request for an unknown reason";
                case 401 -> "the server has asked for the client to provide credentials";
                case 403 -> text.isEmpty() ? "unknown" : text;
                case 404 -> "the server could not find the requested resource";
                case 405 -> "the server does not allow this method on the requested resource";
                case 429 -> "the server has received too many requests and has asked us to try again later";
                case 503 -> "the server is currently unable to handle the request";
                default ->
                    code >= 500
                            ? "an error on the server (" + Json.quote(text.isEmpty() ? "unknown" : text)
                                    + ") has prevented the request from succeeding"
                            : "the server responded with the status code " + code
                                    + " but did not return more information";
            };
        }

        private @Nullable String status() {
            try {
                ObjectNode status = Json.parseObject(body);
                String message = status.path("message").asString("");
                return status.path("kind").asString("").equals("Status") && !message.isEmpty() ? message : null;
            } catch (ApiException e) {
                return null;
            }
        }
    }
}
