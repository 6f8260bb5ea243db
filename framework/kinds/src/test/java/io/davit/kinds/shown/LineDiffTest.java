package io.davit.kinds.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class LineDiffTest {

    @Test
    void aLongObjectIsComparedInTime() {
        String difference = Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> Shown.difference("Container", container(0), container(1)));
        assertThat(difference).startsWith("@@ ");
    }

    /** Many variables, every third with another value. */
    private static ObjectNode container(int turn) {
        ObjectNode container = Json.object().put("name", "c");
        ArrayNode env = container.putArray("env");
        for (int i = 0; i < 20_000; i++) {
            env.add(Json.object().put("name", "V" + i).put("value", String.valueOf(i % 3 == 0 ? i + turn : i)));
        }
        return container;
    }
}
