package io.davit.kinds.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtoCommentsTest {

    private static final String DEPLOYMENT_SPEC = "io.k8s.api.apps.v1.DeploymentSpec";

    @Test
    void describeFieldsThatAreObjects() throws IOException {
        Map<String, String> fields = ProtoComments.read().fields(DEPLOYMENT_SPEC);

        assertThat(fields.get("strategy"))
                .isEqualTo("The deployment strategy to use to replace existing pods with new ones.");
    }

    @Test
    void leaveOutNotesToAuthors() throws IOException {
        assertThat(ProtoComments.read().fields(DEPLOYMENT_SPEC).values())
                .noneMatch(text -> text.contains("+optional") || text.contains("+required"));
    }

    /** That the two libraries are of one release shows in that they say the same. */
    @Test
    void sayOfAlmostAllFieldsWhatTheClientModelsSay() throws IOException {
        ProtoComments comments = ProtoComments.read();
        int same = 0;
        int other = 0;
        for (GoTypes.Type type : GoTypes.parse(Overlay.lines("go-types.txt")).values()) {
            Map<String, String> fields = comments.fields(type.name());
            Map<String, ClientModels.Property> told = ClientModels.of(type.name())
                    .map(ClientModels.Model::properties)
                    .orElse(Map.of());
            for (Map.Entry<String, ClientModels.Property> field : told.entrySet()) {
                String known = field.getValue().description();
                String text = fields.getOrDefault(field.getKey(), "");
                if (known.isEmpty() || text.isEmpty() || comments.form(known).isPresent()) {
                    continue;
                }
                if (Paragraphs.restored(known, text).isPresent()) {
                    same++;
                } else {
                    other++;
                }
            }
        }
        assertThat(same).isGreaterThan(1400);
        assertThat(other).isLessThan(20);
    }
}
