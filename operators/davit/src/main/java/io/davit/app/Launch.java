package io.davit.app;

import io.davit.apiserver.DavitServer;
import io.davit.apiserver.DavitServerOptions;
import io.davit.apiserver.security.StaticToken;
import io.davit.pki.HostNames;
import io.davit.pki.Keyring;
import io.davit.pki.Kubeconfig;
import io.davit.storage.Store;
import io.davit.storage.compaction.CompactionSchedule;
import io.davit.storage.embedded.EmbeddedStore;
import io.davit.storage.memory.MemoryStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running Davit: data directory, certificates, store and server, opened in this order and closed in the other.
 *
 * <p>Where starting fails midway, what was opened is closed again.
 */
final class Launch implements AutoCloseable {

    /** The first address of the default service range, which is the {@code kubernetes} Service's. */
    private static final String SERVICE_ADDRESS = "10.0.0.1";

    private static final String LOOPBACK = "127.0.0.1";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable URI address;
    private @Nullable Path kubeconfig;

    private Launch() {}

    /**
     * What to start.
     *
     * @param data the data directory; null to keep nothing on disk, only together with {@code inMemory}
     * @param kubeconfig where to write it; null for the data directory
     * @param keep how long the past can be read
     */
    record Plan(
            @Nullable Path data,
            boolean inMemory,
            int port,
            @Nullable Path kubeconfig,
            List<StaticToken> tokens,
            Duration keep) {}

    static Launch of(Plan plan) {
        Launch launch = new Launch();
        try {
            launch.start(plan, Clock.systemUTC());
            return launch;
        } catch (RuntimeException e) {
            try {
                launch.close();
            } catch (RuntimeException alsoWrong) {
                e.addSuppressed(alsoWrong);
            }
            if (Problem.isPortInUse(e)) {
                throw new Problem(
                        "port " + plan.port() + " is in use: stop what listens there, or choose another with --port",
                        e);
            }
            throw e;
        }
    }

    URI address() {
        return required(address);
    }

    Path kubeconfig() {
        return required(kubeconfig);
    }

    /** Stops serving, then closes the store, then lets the data directory go. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new Problem("could not stop: " + e.getMessage(), e);
            }
        }
    }

    private void start(Plan plan, Clock clock) {
        HostNames hosts = HostNames.ofApiServer(SERVICE_ADDRESS);
        Path given = plan.data();
        DataDirectory directory = given == null ? null : opened(DataDirectory.open(given));
        CompletableFuture<Store> opening = opening(() ->
                directory == null || plan.inMemory() ? MemoryStore.create() : EmbeddedStore.open(directory.store()));
        Keyring keyring =
                directory == null ? Keyring.inMemory(hosts, clock) : Keyring.in(directory.certificates(), hosts, clock);
        Store store = opening.join();
        opened(CompactionSchedule.start(store, plan.keep()));
        DavitServer server = opened(
                DavitServer.start(new DavitServerOptions(store, LOOPBACK, plan.port(), keyring, plan.tokens(), clock)));
        Path file = plan.kubeconfig() == null ? required(directory).kubeconfig() : plan.kubeconfig();
        new Kubeconfig(server.url(), keyring.authority(), keyring.administrator()).writeTo(file);
        this.kubeconfig = file.toAbsolutePath().normalize();
        this.address = server.url();
    }

    /** Opens the store while certificates are read: neither needs the other. */
    private CompletableFuture<Store> opening(Supplier<Store> how) {
        CompletableFuture<Store> opening = CompletableFuture.supplyAsync(
                how, task -> Thread.ofPlatform().name("open-store").start(task));
        open.push(() -> opening.handle((store, failed) -> Optional.ofNullable(store))
                .join()
                .ifPresent(Store::close));
        return opening;
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private static <T> T required(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not started");
        }
        return part;
    }
}
