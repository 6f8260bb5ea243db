package io.davit.apiserver.discovery;

import java.util.Map;

/** An answer that is ready to be sent. */
public record Document(int code, String contentType, byte[] body, Map<String, String> headers) {

    public Document {
        headers = Map.copyOf(headers);
    }

    static Document of(int code, String contentType, byte[] body) {
        return new Document(code, contentType, body, Map.of());
    }
}
