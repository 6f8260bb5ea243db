package io.davit.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import io.davit.pki.ClientTls;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A watch over WebSocket, an event a message: what fabric8's and other clients use by default. */
@ExtendWith(DavitExtension.class)
class WebSocketWatchTest {

    @Test
    void sendsAnEventPerMessage(RunningDavit davit, KubernetesClient client) throws Exception {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        // the test is about frames, not about certificates
        HttpClient http = HttpClient.newBuilder()
                .sslContext(ClientTls.trustingAnybody(null))
                .build();
        WebSocket socket = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + davit.tokenOf("admin"))
                .header("Origin", davit.url().toString())
                .buildAsync(
                        URI.create(
                                davit.url().toString().replace("https", "wss")
                                        + "/api/v1/namespaces/default/configmaps?watch=true&fieldSelector=metadata.name%3Dseen"),
                        new Collector(messages))
                .get(10, TimeUnit.SECONDS);
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("seen")
                        .withNamespace("default")
                        .endMetadata()
                        .build())
                .create();
        String message = messages.poll(10, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        JsonNode event = Json.parse(message);
        assertThat(event.path("type").asString()).isEqualTo("ADDED");
        assertThat(event.path("object").path("metadata").path("name").asString())
                .isEqualTo("seen");
        socket.abort();
    }

    private record Collector(BlockingQueue<String> messages, StringBuilder part) implements WebSocket.Listener {

        Collector(BlockingQueue<String> messages) {
            this(messages, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
