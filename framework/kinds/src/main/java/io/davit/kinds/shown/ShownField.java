package io.davit.kinds.shown;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * One field of a type as messages show it.
 *
 * @param name as shown
 * @param json as published
 * @param type the type of a struct, a pointer or a list's elements, else empty
 * @param optional whether an absent value is shown as null
 */
record ShownField(String name, String json, Kind kind, String type, boolean optional) {

    enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        QUANTITY,
        MAP,
        RAW,
        LIST,
        POINTER,
        STRUCT
    }

    private static final Map<String, Kind> PLAIN =
            Map.of("s", Kind.TEXT, "i", Kind.NUMBER, "b", Kind.FLAG, "q", Kind.QUANTITY, "m", Kind.MAP, "r", Kind.RAW);

    static List<ShownField> parseAll(String text) {
        return Stream.of(text.strip().split("\\s+")).map(ShownField::parse).toList();
    }

    private static ShownField parse(String text) {
        String[] parts = text.split("/", -1);
        String kind = parts[parts.length - 1];
        int equals = parts[0].indexOf('=');
        String name = equals < 0 ? parts[0] : parts[0].substring(0, equals);
        String json = equals < 0 ? lowerFirst(name) : parts[0].substring(equals + 1);
        boolean optional = kind.endsWith("?");
        String bare = optional ? kind.substring(0, kind.length() - 1) : kind;
        Kind plain = PLAIN.get(bare);
        if (plain != null) {
            return new ShownField(name, json, plain, "", optional || plain == Kind.MAP);
        }
        if (bare.startsWith("[]")) {
            return new ShownField(name, json, Kind.LIST, bare.substring(2), true);
        }
        return new ShownField(name, json, optional ? Kind.POINTER : Kind.STRUCT, bare, optional);
    }

    /** Whether its own fields are shown in its place. */
    boolean flattened() {
        return name.equals("*");
    }

    JsonNode zero() {
        if (optional) {
            return NullNode.instance;
        }
        return switch (kind) {
            case TEXT -> StringNode.valueOf("");
            case NUMBER -> IntNode.valueOf(0);
            case FLAG -> BooleanNode.FALSE;
            case QUANTITY -> StringNode.valueOf("0");
            case MAP, RAW, LIST, POINTER, STRUCT -> NullNode.instance;
        };
    }

    /** The published name: a leading run of capitals goes down up to the last before a small letter (DNSPolicy: dnsPolicy). */
    static String lowerFirst(String name) {
        int run = 0;
        while (run < name.length() && Character.isUpperCase(name.charAt(run))) {
            run++;
        }
        int down = run == name.length() ? run : Math.max(1, run - 1);
        return name.substring(0, down).toLowerCase(java.util.Locale.ROOT) + name.substring(down);
    }
}
