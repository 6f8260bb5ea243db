package io.davit.kinds.generator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The overlay files of plain facts beside this class. */
final class Overlay {

    private static final YAMLMapper YAML = new YAMLMapper();

    private Overlay() {}

    static JsonNode yaml(String file) throws IOException {
        try (InputStream in = open(file)) {
            return YAML.readTree(in);
        }
    }

    static List<String> lines(String file) throws IOException {
        try (InputStream in = open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static InputStream open(String file) {
        InputStream in = Overlay.class.getResourceAsStream(file);
        if (in == null) {
            throw new IllegalStateException("the overlay file " + file + " is missing");
        }
        return in;
    }
}
