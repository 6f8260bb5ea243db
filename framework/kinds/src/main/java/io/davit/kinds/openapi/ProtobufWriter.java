package io.davit.kinds.openapi;

import io.davit.kinds.openapi.MessageLayout.Slot;
import io.davit.kinds.protobuf.WireWriter;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Writes an OpenAPI document as the protobuf messages that Kubernetes clients read, from its end to its beginning. Keywords without a
 * place in those messages are left out.
 */
final class ProtobufWriter {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;

    private final MessageLayout layout;
    private final WireWriter out = new WireWriter();

    private ProtobufWriter(MessageLayout layout) {
        this.layout = layout;
    }

    static byte[] write(JsonNode document, Dialect dialect) {
        ProtobufWriter writer = new ProtobufWriter(MessageLayout.of(dialect));
        writer.message("Document", document);
        return writer.out.toBytes();
    }

    private void message(String name, JsonNode value) {
        List<Slot> slots = layout.message(name);
        switch (slots.getFirst().key()) {
            case "choice" ->
                slots.stream()
                        .filter(slot -> holds(slot.test(), value))
                        .findFirst()
                        .ifPresent(slot -> field(slot.number(), slot.type(), value));
            case "list" -> elements(slots.getFirst(), value);
            default -> members(slots, value);
        }
    }

    private static boolean holds(String test, JsonNode value) {
        int equals = test.indexOf('=');
        if (equals > 0) {
            return value.path(test.substring(0, equals)).asString("").equals(test.substring(equals + 1));
        }
        return switch (test) {
            case "$ref" -> value.has("$ref");
            case "boolean" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "string" -> value.isString();
            default -> true;
        };
    }

    private void elements(Slot slot, JsonNode value) {
        if (!value.isArray()) {
            field(slot.number(), slot.type(), value);
            return;
        }
        for (int i = value.size() - 1; i >= 0; i--) {
            field(slot.number(), slot.type(), value.path(i));
        }
    }

    private void members(List<Slot> slots, JsonNode value) {
        Set<String> named = slots.stream().map(Slot::key).collect(Collectors.toSet());
        for (int i = slots.size() - 1; i >= 0; i--) {
            Slot slot = slots.get(i);
            switch (slot.key()) {
                case "*" -> others(slot, value, named, false);
                case "x-*" -> others(slot, value, named, true);
                default -> {
                    JsonNode member = value.get(slot.key());
                    if (member == null || member.isNull()) {
                        continue;
                    }
                    if (slot.repeated()) {
                        elements(slot, member);
                    } else {
                        field(slot.number(), slot.type(), member);
                    }
                }
            }
        }
    }

    /** Members that are not named in the layout: a message of name and value for each. */
    private void others(Slot slot, JsonNode value, Set<String> named, boolean extensions) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(value.properties());
        for (int i = members.size() - 1; i >= 0; i--) {
            String key = members.get(i).getKey();
            boolean extension = key.startsWith("x-") && named.contains("x-*");
            if (extension == extensions && !named.contains(key)) {
                int before = out.size();
                field(2, slot.type(), members.get(i).getValue());
                text(1, key);
                out.enclose(slot.number(), before);
            }
        }
    }

    private void field(int number, String type, JsonNode value) {
        switch (type) {
            case "string" -> text(number, value.asString(""));
            case "bool" -> {
                out.varint(value.asBoolean(false) ? 1 : 0);
                out.tag(number, VARINT);
            }
            case "int64" -> {
                out.varint(value.asLong(0));
                out.tag(number, VARINT);
            }
            case "double" -> {
                out.fixed64(Double.doubleToRawLongBits(value.asDouble(0)));
                out.tag(number, FIXED64);
            }
            case "any" -> {
                int before = out.size();
                // JSON is YAML, too
                text(2, Json.text(value) + "\n");
                out.enclose(number, before);
            }
            default -> {
                if (fits(type, value)) {
                    int before = out.size();
                    message(type, value);
                    out.enclose(number, before);
                }
            }
        }
    }

    /** An object as a default has no place in v3's messages. */
    private boolean fits(String type, JsonNode value) {
        List<Slot> slots = layout.message(type);
        return !slots.getFirst().key().equals("choice") || slots.stream().anyMatch(slot -> holds(slot.test(), value));
    }

    private void text(int number, String text) {
        int before = out.size();
        out.text(text);
        out.enclose(number, before);
    }
}
