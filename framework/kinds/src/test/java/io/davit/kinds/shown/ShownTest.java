package io.davit.kinds.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ShownTest {

    @Test
    void showsEveryFieldInItsOrder() {
        JsonNode profile = Json.parse("{\"localhostProfile\": \"x\"}");
        assertThat(Json.text(Shown.of("SeccompProfile", profile)))
                .isEqualTo("{\"Type\":\"\",\"LocalhostProfile\":\"x\"}");
        assertThat(Json.text(Shown.of("SeccompProfile", null))).isEqualTo("null");
    }

    @Test
    void showsMetadataInItsPlace() {
        JsonNode template = Json.parse("{\"metadata\": {\"labels\": {\"a\": \"b\"}}, \"spec\": {}}");
        assertThat(Json.text(Shown.of("PodTemplateSpec", template)))
                .startsWith("{\"labels\":{\"a\":\"b\"},\"Spec\":{\"Volumes\":null,");
    }

    @Test
    void saysWhatDiffersWithContext() {
        JsonNode before = Json.parse("{\"name\": \"e\", \"image\": \"busybox\"}");
        JsonNode after = Json.parse("{\"name\": \"e\", \"image\": \"busybox:2\"}");
        assertThat(Shown.difference("EphemeralContainer", before, after)).isEqualTo("""
                @@ -1,6 +1,6 @@
                 {
                  "Name": "e",
                - "Image": "busybox",
                + "Image": "busybox:2",
                  "Command": null,
                  "Args": null,
                  "WorkingDir": "",
                """);
        assertThat(Shown.difference("EphemeralContainer", before, before)).isEmpty();
    }

    @Test
    void showsWhatIsInsertedIntoLists() {
        JsonNode before = Json.parse("{\"name\": \"c\"}");
        JsonNode after = Json.parse("{\"name\": \"c\", \"env\": [{\"name\": \"A\", \"value\": \"b\"}]}");
        assertThat(Shown.difference("Container", before, after)).isEqualTo("""
                @@ -6,7 +6,13 @@
                  "WorkingDir": "",
                  "Ports": null,
                  "EnvFrom": null,
                - "Env": null,
                + "Env": [
                +  {
                +   "Name": "A",
                +   "Value": "b",
                +   "ValueFrom": null
                +  }
                + ],
                  "Resources": {
                   "Limits": null,
                   "Requests": null,
                """);
    }
}
