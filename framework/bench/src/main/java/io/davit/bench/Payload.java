package io.davit.bench;

import java.nio.charset.StandardCharsets;

/** The objects that are written: ConfigMaps of about 1.3 KB as stored, a usual size. */
final class Payload {

    private static final String FILL = "0123456789abcdef".repeat(60);

    private Payload() {}

    /** The same with something in it that is otherwise each time. */
    static byte[] configMap(String name, int edition) {
        String text = new String(configMap(name), StandardCharsets.UTF_8);
        return text.replace("\"data\":{", "\"data\":{\"edition\":\"" + edition + "\",")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] configMap(String name) {
        return ("""
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","labels":{"app":"bench","tier":"a"}},\
                "data":{"config.properties":"%s"}}""").formatted(name, FILL).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] namespace(String name) {
        return """
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}""".formatted(name).getBytes(StandardCharsets.UTF_8);
    }
}
