package io.davit.registry.admission.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final Pod WITH_HOST_PORT =
            pod("{'containers':[{'name':'c','image':'i','ports':[{'hostPort':80}]}]}");
    private static final String PORT = "hostPort (container \"c\" uses hostPort 80)";

    @Test
    void refusesPodsAndNotesWhatIsEnforced() {
        Judgement judgement = Judgement.ofPod(policy("enforce", "baseline"), WITH_HOST_PORT);
        assertThat(judgement.refusal()).isEqualTo("violates PodSecurity \"baseline:latest\": " + PORT);
        assertThat(judgement.warning()).as("no warning beside a refusal").isEmpty();
        assertThat(judgement.notes()).isEqualTo(Map.of("enforce-policy", "baseline:latest"));
    }

    @Test
    void warnsAboutPods() {
        Judgement judgement = Judgement.ofPod(policy("warn", "baseline"), WITH_HOST_PORT);
        assertThat(judgement.refusal()).isEmpty();
        assertThat(judgement.warning()).isEqualTo("would violate PodSecurity \"baseline:latest\": " + PORT);
        assertThat(judgement.notes()).isEqualTo(Map.of("enforce-policy", "privileged:latest"));
    }

    @Test
    void notesViolationsForTheAudit() {
        Judgement judgement = Judgement.ofPod(policy("audit", "baseline"), WITH_HOST_PORT);
        assertThat(judgement.warning()).isEmpty();
        assertThat(judgement.notes())
                .containsEntry("audit-violations", "would violate PodSecurity \"baseline:latest\": " + PORT);
    }

    @Test
    void onlyWarnsAboutTemplates() {
        Judgement judgement = Judgement.ofTemplate(policy("enforce", "baseline"), WITH_HOST_PORT);
        assertThat(judgement)
                .isEqualTo(new Judgement("", "would violate PodSecurity \"baseline:latest\": " + PORT, Map.of()));
    }

    @Test
    void enforcesTheStrictestWhereALabelIsWrongAndSaysWhyInTheAudit() {
        Judgement judgement = Judgement.ofPod(policy("enforce", "strict"), WITH_HOST_PORT);
        assertThat(judgement.refusal()).startsWith("violates PodSecurity \"restricted:latest\": " + PORT);
        assertThat(judgement.notes())
                .containsEntry(
                        "error",
                        "Failed to parse policy: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value:"
                                + " \"strict\": must be one of privileged, baseline, restricted");
    }

    @Test
    void onlyContainersAndTheirImagesMatterInUpdates() {
        Pod old = pod("{'containers':[{'name':'c','image':'i'}],'ephemeralContainers':[{'name':'e','image':'j'}]}");
        assertThat(PodUpdate.matters(old, old)).isFalse();
        assertThat(PodUpdate.matters(
                        pod("{'hostNetwork':true,'containers':[{'name':'c','image':'i','tty':true}],"
                                + "'ephemeralContainers':[{'name':'e','image':'j'}]}"),
                        old))
                .isFalse();
        assertThat(PodUpdate.matters(pod("{'containers':[{'name':'c','image':'i'}]}"), old))
                .as("an ephemeral container less")
                .isFalse();
        assertThat(PodUpdate.matters(pod("{'containers':[{'name':'c','image':'k'}]}"), old))
                .as("another image")
                .isTrue();
        assertThat(PodUpdate.matters(
                        pod("{'containers':[{'name':'c','image':'i'}],'initContainers':[{'name':'n','image':'i'}]}"),
                        old))
                .as("one more")
                .isTrue();
        assertThat(PodUpdate.matters(
                        pod(
                                "{'containers':[{'name':'c','image':'i'}],'ephemeralContainers':[{'name':'f','image':'j'}]}"),
                        old))
                .as("a new ephemeral one")
                .isTrue();
    }

    private static Policy policy(String mode, String level) {
        return Policy.of(Map.of(Policy.PREFIX + mode, level));
    }

    private static Pod pod(String spec) {
        return Pod.of(Json.parse(("{'spec':" + spec + "}").replace('\'', '"')));
    }
}
