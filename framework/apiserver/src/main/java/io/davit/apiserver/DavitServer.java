package io.davit.apiserver;

import io.davit.apiserver.server.ApiServerConfiguration;
import io.davit.registry.Registry;
import java.net.URI;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A running API layer. It serves from when {@link #start} returns until it is closed. */
public final class DavitServer implements AutoCloseable {

    private final DavitServerOptions options;
    private final ConfigurableApplicationContext context;

    private DavitServer(DavitServerOptions options, ConfigurableApplicationContext context) {
        this.options = options;
        this.context = context;
    }

    /** Starts on the store, the address and the keys of the options. */
    public static DavitServer start(DavitServerOptions options) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(ApiServerConfiguration.class)
                .web(WebApplicationType.REACTIVE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                // who calls a webhook tells of its failure, in one line
                .properties("logging.level.reactor.netty.http.client.HttpClientConnect=off")
                .initializers(made ->
                        ((GenericApplicationContext) made).registerBean(DavitServerOptions.class, () -> options))
                .run();
        return new DavitServer(options, context);
    }

    public int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    public URI url() {
        String host = options.address().equals("0.0.0.0") ? "127.0.0.1" : options.address();
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    public DavitServerOptions options() {
        return options;
    }

    public Registry registry() {
        return context.getBean(Registry.class);
    }

    /** Ends open watches and the server; the store stays open. */
    @Override
    public void close() {
        context.close();
    }
}
