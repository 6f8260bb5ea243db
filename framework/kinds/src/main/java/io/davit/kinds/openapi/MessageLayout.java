package io.davit.kinds.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How OpenAPI documents are laid out in protobuf, as the {@code .messages} files beside this class say. */
final class MessageLayout {

    /**
     * A field of a message.
     *
     * @param key the JSON key; {@code *}, {@code x-*}, {@code list} and {@code choice} have meanings of their own
     * @param test what must hold for a choice; else empty
     * @param type a message's name or a scalar
     */
    record Slot(String key, String test, String type, boolean repeated, int number) {}

    private final Map<String, List<Slot>> messages = new HashMap<>();

    private MessageLayout(String text) {
        List<Slot> slots = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.trim().split(" +");
            switch (words[0]) {
                case "#", "" -> {}
                case "message" -> {
                    slots = new ArrayList<>();
                    messages.put(words[1], slots);
                }
                case "choice" -> slots.add(new Slot("choice", words[1], words[2], false, Integer.parseInt(words[3])));
                default -> {
                    boolean repeated = words[1].startsWith("[]");
                    String type = repeated ? words[1].substring(2) : words[1];
                    slots.add(new Slot(words[0], "", type, repeated, Integer.parseInt(words[2])));
                }
            }
        }
    }

    static MessageLayout of(Dialect dialect) {
        String file = dialect == Dialect.V2 ? "openapi-v2.messages" : "openapi-v3.messages";
        try (InputStream in = MessageLayout.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return new MessageLayout(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Slot> message(String name) {
        List<Slot> slots = messages.get(name);
        if (slots == null) {
            throw new IllegalArgumentException("no message is named " + name);
        }
        return slots;
    }
}
