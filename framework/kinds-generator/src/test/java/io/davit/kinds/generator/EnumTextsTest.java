package io.davit.kinds.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnumTextsTest {

    private static final String SERVICE_SPEC = "io.k8s.api.core.v1.ServiceSpec";
    private static final String CONTAINER_PORT = "io.k8s.api.core.v1.ContainerPort";

    private final EnumTexts texts;

    EnumTextsTest() throws IOException {
        texts = EnumTexts.read();
    }

    @Test
    void theListOfValuesFollowsTheDescription() {
        assertThat(texts.withValues("Which one.", CONTAINER_PORT, "protocol", List.of("SCTP", "TCP", "UDP")))
                .isEqualTo("""
                        Which one.

                        Possible enum values:
                         - `"SCTP"` is the SCTP protocol.
                         - `"TCP"` is the TCP protocol.
                         - `"UDP"` is the UDP protocol.""");
    }

    @Test
    void withoutADescriptionTheListIsAllThereIs() {
        assertThat(texts.withValues("", "io.k8s.api.resource.v1.DeviceSubRequest", "allocationMode", List.of("All")))
                .isEqualTo("Possible enum values:\n - `\"All\"`");
    }

    @Test
    void whereAnyValueIsAllowedNoneIsListed() {
        assertThat(texts.withValues("Free.", SERVICE_SPEC, "clusterIP", List.of()))
                .isEqualTo("Free.");
    }

    @Test
    void theOverlayComesBeforeTheEarlierModels() {
        assertThat(texts.withValues("", SERVICE_SPEC, "externalTrafficPolicy", List.of("Cluster", "Local")))
                .contains("routes traffic to all endpoints");
    }

    @Test
    void aFieldThatNoSourceKnowsIsAnError() {
        List<String> values = List.of("Up", "Down");
        assertThatThrownBy(() -> texts.withValues("", "io.k8s.api.core.v1.Lift", "direction", values))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enum-texts.yaml does not name io.k8s.api.core.v1.Lift.direction");
    }

    @Test
    void theEarlierModelsTellOfAFieldOrOfTheSameValues() throws IOException {
        EarlierModels earlier = EarlierModels.read();
        Map<String, String> protocols = earlier.texts(CONTAINER_PORT, "protocol", Set.of("SCTP", "TCP", "UDP"))
                .orElseThrow();
        assertThat(protocols).containsEntry("TCP", "is the TCP protocol.");
        assertThat(earlier.texts("io.k8s.api.core.v1.Tunnel", "through", Set.of("SCTP", "TCP", "UDP")))
                .contains(protocols);
        assertThat(earlier.texts(CONTAINER_PORT, "protocol", Set.of("TCP"))).isEmpty();
    }

    @Test
    void theOverlaysHoldOnlyWhatNoPublishedModelTells() throws IOException {
        Map<String, GoTypes.Type> types = GoTypes.parse(Overlay.lines("go-types.txt"));
        Corrections corrections = Corrections.read();
        SchemaFacts facts = SchemaFacts.read(types.values());
        DescriptionsTable table = new DescriptionsTable(facts, ProtoComments.read(), texts, corrections);
        table.write(types, OutputStream.nullOutputStream());
        assertThat(texts.unused()).isEmpty();
        assertThat(corrections.unused()).isEmpty();
    }
}
