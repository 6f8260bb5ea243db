package io.davit.registry.admission.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ExistingPodsTest {

    private static final Standard BASELINE = new Standard(Level.BASELINE, Version.of(30));
    private static final String HEAD =
            "existing pods in namespace \"n\" violate the new PodSecurity enforce level \"baseline:v1.30\"";
    private static final LongSupplier STANDING = () -> 0;

    @Test
    void groupsPodsByWhatIsWrong() {
        List<Supplier<ObjectNode>> pods = List.of(
                pod("z", "", "'hostPID':true"),
                pod("fine", "", "'hostPID':false"),
                pod("b", "", "'hostPID':true"),
                pod("c", "", "'hostNetwork':true"),
                pod("a", "", "'volumes':[{'name':'v','hostPath':{}}]"),
                pod("e", "", "'volumes':[{'name':'w','hostPath':{}}]"));
        assertThat(ExistingPods.warnings("n", BASELINE, pods, STANDING))
                .containsExactly(
                        HEAD, "a (and 1 other pod): hostPath volumes", "b (and 2 other pods): host namespaces");
    }

    @Test
    void saysNothingWhenAllIsWell() {
        assertThat(ExistingPods.warnings("n", BASELINE, List.of(pod("a", "", "'hostPID':false")), STANDING))
                .isEmpty();
    }

    @Test
    void looksAtThreeThousandAndFirstAtPodsOfDifferentControllers() {
        List<Supplier<ObjectNode>> pods = new ArrayList<>();
        for (int i = 0; i < 3500; i++) {
            pods.add(pod("a" + i, "one", "'hostPID':true"));
        }
        pods.add(pod("z", "two", "'volumes':[{'name':'v','hostPath':{}}]"));
        assertThat(ExistingPods.warnings("n", BASELINE, pods, STANDING))
                .containsExactly(
                        "new PodSecurity enforce level only checked against the first 3000 of 3501 existing pods",
                        HEAD,
                        "a0 (and 2998 other pods): host namespaces",
                        "z: hostPath volumes");
    }

    @Test
    void stopsAfterASecond() {
        AtomicLong clock = new AtomicLong();
        List<Supplier<ObjectNode>> pods =
                List.of(pod("a", "", "'hostPID':true"), pod("b", "", "'hostPID':true"), pod("c", "", "'hostPID':true"));
        assertThat(ExistingPods.warnings("n", BASELINE, pods, () -> clock.getAndAdd(600_000_000)))
                .containsExactly(
                        "new PodSecurity enforce level only checked against the first 2 of 3 existing pods",
                        HEAD,
                        "a (and 1 other pod): host namespaces");
    }

    private static Supplier<ObjectNode> pod(String name, String controller, String spec) {
        String owners =
                controller.isEmpty() ? "" : ",'ownerReferences':[{'controller':true,'uid':'" + controller + "'}]";
        return () -> (ObjectNode) Json.parse(
                ("{'metadata':{'name':'" + name + "'" + owners + "},'spec':{" + spec + "}}").replace('\'', '"'));
    }
}
