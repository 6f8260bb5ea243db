package io.davit.registry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.error.ApiException;
import io.davit.model.meta.Meta;
import io.davit.registry.LocalRegistry;
import io.davit.registry.Target;
import io.davit.storage.memory.MemoryStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Addresses and node ports of Services: each held by one, and free again when it lets go. */
class ServiceAllocationTest {

    private static final AddressRange RANGE = AddressRange.parse("10.0.0.0/16");

    private final LocalRegistry registry = new LocalRegistry();
    private final Target addresses = registry.target("networking.k8s.io/v1/ipaddresses", "", "");

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aServiceGetsAnAddressOfTheRangeThatNamesIt() {
        ObjectNode service = registry.create(service("a"), spec("a", "'ports':[{'port':80}]"));
        String address = service.at("/spec/clusterIP").asString();

        assertThat(RANGE.contains(address)).isTrue();
        assertThat(service.at("/spec/clusterIPs/0").asString()).isEqualTo(address);
        ObjectNode holder = Objects.requireNonNull(registry.get(addresses.named(address)));
        assertThat(holder.at("/spec/parentRef/name").asString()).isEqualTo("a");
        assertThat(holder.at("/spec/parentRef/namespace").asString()).isEqualTo("default");
    }

    @Test
    void anAddressIsHeldByOneServiceOnly() {
        registry.create(service("a"), spec("a", "'clusterIP':'10.0.7.7','ports':[{'port':80}]"));

        assertThatThrownBy(
                        () -> registry.create(service("b"), spec("b", "'clusterIP':'10.0.7.7','ports':[{'port':80}]")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("failed to allocate IP 10.0.7.7: provided IP is already allocated");
    }

    @Test
    void anAddressOutsideOfTheRangeIsRefused() {
        assertThatThrownBy(() ->
                        registry.create(service("a"), spec("a", "'clusterIP':'192.168.0.1','ports':[{'port':80}]")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("failed to allocate IP 192.168.0.1");
    }

    @Test
    void aHeadlessServiceHoldsNothing() {
        Set<String> before = held();
        registry.create(service("a"), spec("a", "'clusterIP':'None','ports':[{'port':80}]"));

        assertThat(held()).isEqualTo(before);
    }

    @Test
    void aDeletedServiceLetsGoOfEverything() {
        Set<String> before = held();
        registry.create(service("a"), spec("a", "'type':'NodePort','ports':[{'port':80,'nodePort':30123}]"));
        assertThat(held()).hasSize(before.size() + 1);
        registry.delete(service("a"));

        assertThat(held()).isEqualTo(before);
        assertThat(isFree(30123)).isTrue();
    }

    @Test
    void aServiceLetsGoOfWhatItsNewTypeHasNoUseFor() {
        Set<String> before = held();
        registry.create(service("a"), spec("a", "'type':'NodePort','ports':[{'port':80,'nodePort':30123}]"));
        registry.patch(service("a"), "{'spec':{'type':'ClusterIP','ports':[{'port':80}]}}");
        assertThat(isFree(30123)).isTrue();

        registry.patch(
                service("a"),
                "{'spec':{'type':'ExternalName','externalName':'x.example.com','clusterIP':null,'clusterIPs':null}}");
        assertThat(held()).isEqualTo(before);
    }

    @Test
    void aNodePortIsOfTheRangeAndHeldByOneServiceOnly() {
        ObjectNode first = registry.create(service("a"), spec("a", "'type':'NodePort','ports':[{'port':80}]"));
        int port = first.at("/spec/ports/0/nodePort").asInt();

        assertThat(port).isBetween(30000, 32767);
        assertThatThrownBy(() -> registry.create(
                        service("b"), spec("b", "'type':'NodePort','ports':[{'port':80,'nodePort':" + port + "}]")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(
                        "spec.ports[0].nodePort: Invalid value: " + port + ": provided port is already allocated");
        assertThatThrownBy(() -> registry.create(
                        service("b"), spec("b", "'type':'NodePort','ports':[{'port':80,'nodePort':80}]")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("The range of valid ports is 30000-32767");
    }

    @Test
    void aDryRunHoldsNothing() {
        Set<String> before = held();
        long revision = registry.store().revision();
        registry.create(
                service("a"),
                spec("a", "'type':'NodePort','ports':[{'name':'x','port':80},{'name':'y','port':81}]"),
                registry.options("").dryRun(true));

        assertThat(held()).isEqualTo(before);
        assertThat(registry.store().revision()).isEqualTo(revision);
    }

    @Test
    void aRefusedServiceHoldsNothing() {
        Set<String> before = held();
        assertThatThrownBy(() -> registry.create(
                        service("a"),
                        spec(
                                "a",
                                "'type':'NodePort','sessionAffinity':'Bogus','ports':[{'port':80,'nodePort':30123}]")))
                .isInstanceOf(ApiException.class);

        assertThat(held()).isEqualTo(before);
        assertThat(isFree(30123)).isTrue();
    }

    @Test
    void aServiceWhoseNameIsTakenHoldsNothing() {
        registry.create(service("a"), spec("a", "'ports':[{'port':80}]"));
        Set<String> before = held();
        assertThatThrownBy(() -> registry.create(
                        service("a"), spec("a", "'type':'NodePort','ports':[{'port':80,'nodePort':30123}]")))
                .isInstanceOf(ApiException.class);

        assertThat(held()).isEqualTo(before);
        assertThat(isFree(30123)).isTrue();
    }

    @Test
    void aRefusedUpdateLeavesWhatIsHeld() {
        ObjectNode made =
                registry.create(service("a"), spec("a", "'type':'NodePort','ports':[{'port':80,'nodePort':30123}]"));
        Set<String> before = held();
        assertThatThrownBy(() -> registry.patch(
                        service("a"), "{'spec':{'sessionAffinity':'Bogus','ports':[{'port':80,'nodePort':30124}]}}"))
                .isInstanceOf(ApiException.class);

        assertThat(held()).isEqualTo(before);
        assertThat(isFree(30123)).isFalse();
        assertThat(isFree(30124)).isTrue();
        assertThat(registry.get(service("a"))).isEqualTo(made);
    }

    @Test
    void servicesMadeAtTheSameTimeShareNothing() throws Exception {
        int services = 64;
        List<Callable<ObjectNode>> creations = new ArrayList<>();
        for (int i = 0; i < services; i++) {
            String name = "s" + i;
            creations.add(() -> registry.create(service(name), spec(name, "'type':'NodePort','ports':[{'port':80}]")));
        }
        Set<String> given = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<ObjectNode> made : threads.invokeAll(creations)) {
                given.add(made.get().at("/spec/clusterIP").asString());
                ports.add(made.get().at("/spec/ports/0/nodePort").asInt());
            }
        }
        assertThat(given).hasSize(services);
        assertThat(ports).hasSize(services);
    }

    @Test
    void theLastNodePortIsFoundAndThenNoneIsLeft() {
        try (MemoryStore store = MemoryStore.create()) {
            NodePorts ports = new NodePorts(store, new Random(1));
            Set<Integer> taken = new HashSet<>();
            for (int i = NodePorts.FIRST; i <= NodePorts.LAST; i++) {
                taken.add(ports.takeAny());
            }
            assertThat(taken).hasSize(NodePorts.LAST - NodePorts.FIRST + 1).allMatch(NodePorts::inRange);
            assertThat(ports.takeAny()).isZero();
            ports.release(31000);
            assertThat(ports.takeAny()).isEqualTo(31000);
        }
    }

    @Test
    void aRangeLeavesOutItsFirstAndLastAddress() {
        AddressRange small = AddressRange.parse("10.1.2.0/30");

        assertThat(small.size()).isEqualTo(2);
        assertThat(small.address(0)).isEqualTo("10.1.2.1");
        assertThat(small.address(1)).isEqualTo("10.1.2.2");
        assertThat(small.contains("10.1.2.0")).isFalse();
        assertThat(small.contains("10.1.2.3")).isFalse();
        assertThat(small.contains("10.1.2.2")).isTrue();
        assertThat(small.contains("not an address")).isFalse();
        assertThat(AddressRange.parse("10.1.2.0/32").size()).isZero();
    }

    private Target service(String name) {
        return registry.target("v1/services", "default", name);
    }

    private static String spec(String name, String fields) {
        return "{'metadata':{'name':'" + name + "'},'spec':{" + fields + "}}";
    }

    private Set<String> held() {
        Set<String> held = new HashSet<>();
        registry.list(addresses).forEach(each -> held.add(Meta.of(each).name()));
        return held;
    }

    /** Whether a service can have the port, tried without keeping it. */
    private boolean isFree(int port) {
        NodePorts ports = new NodePorts(registry.store(), new Random());
        boolean free = ports.take(port);
        if (free) {
            ports.release(port);
        }
        return free;
    }
}
