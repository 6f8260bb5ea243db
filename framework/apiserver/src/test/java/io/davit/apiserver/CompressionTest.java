package io.davit.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Large answers are compressed for those who accept it. */
class CompressionTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private LocalServer server;

    @BeforeEach
    void start() throws Exception {
        server = LocalServer.start();
        write("large", "x".repeat(200_000));
        write("small", "x");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLargeObjectComesAsGzipToWhoAcceptsIt() throws Exception {
        HttpResponse<byte[]> plain = get(MAPS + "/large", "identity");
        HttpResponse<byte[]> small = get(MAPS + "/large", "gzip");

        assertThat(small.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(small.headers().allValues("vary")).contains("accept-encoding");
        assertThat(small.body().length).isLessThan(10_000);
        assertThat(unzipped(small.body())).isEqualTo(plain.body());
    }

    @Test
    void aLargeListComesAsGzipToWhoAcceptsIt() throws Exception {
        assertThat(unzipped(get(MAPS, "deflate, gzip").body()))
                .isEqualTo(get(MAPS, "identity").body());
    }

    @Test
    void whatIsSmallOrNotAskedForIsSentAsItIs() throws Exception {
        assertThat(encoding(MAPS + "/small", "gzip")).isEmpty();
        assertThat(encoding(MAPS + "/large", "br")).isEmpty();
        assertThat(encoding("/openapi/v3/api/v1", "gzip")).isEmpty();
    }

    private Optional<String> encoding(String path, String accepted) throws Exception {
        return get(path, accepted).headers().firstValue("content-encoding");
    }

    private HttpResponse<byte[]> get(String path, String accepted) throws Exception {
        return server.client()
                .send(
                        server.request(path, LocalServer.ADMIN)
                                .header("Accept-Encoding", accepted)
                                .build(),
                        BodyHandlers.ofByteArray());
    }

    private void write(String name, String text) throws Exception {
        String body = "{\"metadata\":{\"name\":\"%s\"},\"data\":{\"text\":\"%s\"}}".formatted(name, text);
        assertThat(server.send("POST", MAPS, body, LocalServer.ADMIN).statusCode())
                .isEqualTo(201);
    }

    private static byte[] unzipped(byte[] body) throws Exception {
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return stream.readAllBytes();
        }
    }
}
