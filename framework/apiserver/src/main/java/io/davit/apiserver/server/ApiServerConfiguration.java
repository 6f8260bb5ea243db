package io.davit.apiserver.server;

import io.davit.apiserver.DavitServerOptions;
import io.davit.apiserver.endpoint.ApiHandler;
import io.davit.apiserver.security.Authenticator;
import io.davit.apiserver.security.Authorizer;
import io.davit.apiserver.security.Identities;
import io.davit.apiserver.security.PolicyAuthority;
import io.davit.apiserver.security.SecurityFilter;
import io.davit.apiserver.webhook.HttpWebhooks;
import io.davit.registry.Registry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.WebHandler;
import reactor.netty.NettyPipeline;

/**
 * The beans of the server, and the way of a request through them: TLS, the security chain with its one filter, the one handler.
 * Nothing else stands between a socket and an answer.
 */
@Configuration(proxyBeanMethods = false)
public class ApiServerConfiguration {

    /** When all clients come back at once, each waits for the handshakes of the others. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(30);

    @Bean
    HttpWebhooks webhooks() {
        return new HttpWebhooks();
    }

    @Bean
    Registry registry(DavitServerOptions options, HttpWebhooks webhooks, Authorizer authorizer) {
        Registry registry = Registry.open(options.store(), webhooks, options.clock());
        registry.authority(new PolicyAuthority(authorizer));
        return registry;
    }

    @Bean
    Authenticator authenticator(DavitServerOptions options) {
        return new Authenticator(options.tokens());
    }

    @Bean
    Authorizer authorizer() {
        return new Authorizer();
    }

    @Bean
    SecurityWebFilterChain securityChain(Authenticator authenticator, Authorizer authorizer) {
        SecurityFilter filter = new SecurityFilter(authenticator, authorizer);
        return new MatcherSecurityWebFilterChain(ServerWebExchangeMatchers.anyExchange(), List.of(filter));
    }

    @Bean
    WebHandler webHandler(
            Registry registry, DavitServerOptions options, Authenticator authenticator, Authorizer authorizer) {
        return new ApiHandler(registry, new Identities(authenticator, authorizer), options.clock());
    }

    /**
     * There is no firewall between the two: it would refuse spellings of paths that Kubernetes serves. Here one parser reads the path,
     * once, for both authorization and routing, so that no spelling can come between them.
     */
    @Bean
    HttpHandler httpHandler(SecurityWebFilterChain security, WebHandler handler) {
        return new SecuredHandler(security, handler);
    }

    @Bean
    NettyReactiveWebServerFactory webServerFactory(DavitServerOptions options) {
        NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory();
        factory.addServerCustomizers(server -> Compression.of(server)
                .bindAddress(() -> new InetSocketAddress(options.address(), options.port()))
                .secure(tls -> tls.sslContext(Tls.context(options.keyring())).handshakeTimeout(HANDSHAKE))
                .doOnChannelInit((observer, channel, remote) -> channel.pipeline()
                        .addBefore(NettyPipeline.HttpTrafficHandler, "davit.requestTarget", RequestTarget.HANDLER))
                .httpRequestDecoder(decoder -> decoder.maxHeaderSize(64 * 1024).maxInitialLineLength(64 * 1024)));
        return factory;
    }
}
