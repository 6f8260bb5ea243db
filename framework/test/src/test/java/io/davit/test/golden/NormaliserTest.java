package io.davit.test.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NormaliserTest {

    private static final String UID = "11111111-2222-4333-8444-555555555555";
    private static final String OTHER = "99999999-2222-4333-8444-555555555555";

    private final Normaliser normaliser = new Normaliser(
            "{\"generateName\":\"pod-\",\"port\":30007,\"given\":\"10.0.9.9\"}",
            Map.of("golden-abc", "<ns>"),
            "127.0.0.1:6443");

    @Test
    void numbersUidsByFirstAppearance() {
        assertThat(shape("[\"" + UID + "\",\"" + OTHER + "\",\"of " + UID + "\"]"))
                .isEqualTo("[\"<uid:1>\",\"<uid:2>\",\"of <uid:1>\"]");
    }

    @Test
    void numbersVersionsOfObjectsBySize() {
        String objects = "[{\"metadata\":{\"name\":\"b\",\"resourceVersion\":\"40\"}},"
                + "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"7\"}},"
                + "{\"items\":[],\"metadata\":{\"resourceVersion\":\"41\"}}]";
        assertThat(shape(objects))
                .contains("\"resourceVersion\":\"<rv:2>\"")
                .contains("\"resourceVersion\":\"<rv:1>\"")
                .contains("\"resourceVersion\":\"<rv>\"");
        assertThat(shape("{\"message\":\"at 40, not 39\"}")).isEqualTo("{\"message\":\"at <rv:2>, not 39\"}");
    }

    @Test
    void replacesNamesOfTheRunAndOfTheServer() {
        assertThat(shape("{\"golden-abc\":\"in golden-abc at https://127.0.0.1:6443/x\"}"))
                .isEqualTo("{\"<ns>\":\"in <ns> at https://<server>/x\"}");
    }

    @Test
    void replacesGeneratedNames() {
        String made = "{\"metadata\":{\"generateName\":\"pod-\",\"name\":\"pod-x7k2p\"}}";
        assertThat(shape(made)).contains("\"name\":\"pod-<rand:1>\"");
        assertThat(shape("\"pods \\\"pod-bcdfg\\\" exists\"")).contains("pod-<rand>");
    }

    @Test
    void replacesTimesNearNowOnly() {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        assertThat(shape("[\"" + now + "\",\"2020-01-01T00:00:00Z\"]"))
                .isEqualTo("[\"<time>\",\"2020-01-01T00:00:00Z\"]");
    }

    @Test
    void replacesWhatTheServerChose() {
        assertThat(shape("[{\"nodePort\":31000},{\"nodePort\":30007},\"10.0.3.4\",\"10.0.9.9\",\"192.168.0.1\"]"))
                .isEqualTo(
                        "[{\"nodePort\":\"<port:1>\"},{\"nodePort\":30007},\"<ip:1>\",\"10.0.9.9\",\"192.168.0.1\"]");
    }

    @Test
    void dropsManagedFieldsUnlessKept() {
        JsonNode object = Json.parse("{\"metadata\":{\"managedFields\":[{}]}}");
        assertThat(normaliser.value(object, false)).hasToString("{\"metadata\":{}}");
        assertThat(normaliser.value(object, true)).hasToString("{\"metadata\":{\"managedFields\":[{}]}}");
    }

    @Test
    void replacesAgesInTheirColumns() {
        assertThat(shape("{\"kind\":\"Table\",\"columnDefinitions\":[{\"name\":\"Name\"},{\"name\":\"Age\"}],"
                        + "\"rows\":[{\"cells\":[\"5m\",\"5m3s\"]}]}"))
                .contains("\"cells\":[\"5m\",\"<age>\"]");
    }

    private String shape(String json) {
        JsonNode value = Json.parse(json);
        normaliser.learn(value);
        return Json.text(normaliser.value(value, false));
    }
}
