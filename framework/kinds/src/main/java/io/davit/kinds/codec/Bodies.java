package io.davit.kinds.codec;

import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.model.json.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** What a body says it is, and the words for bodies that are something else or nothing at all. */
final class Bodies {

    static final String NO_KIND = "couldn't get version/kind; json parse error: ";

    private static final int SUMMARY_BYTES = 30;
    private static final String META_PACKAGE = ".meta.v1.";
    private static final GroupVersionKind OLD_EVICTION = new GroupVersionKind("policy", "v1beta1", "Eviction");
    private static final List<String> TEXTS = List.of("apiVersion", "kind");
    private static final Set<String> META_VERSIONS = Set.of("v1", "meta.k8s.io/v1");

    /** The texts at the root of a body. */
    record RootTexts(String apiVersion, String kind, byte[] body) {}

    private Bodies() {}

    /** Reads only what {@link #checkKind} needs, from a body that was refused half-way. */
    static RootTexts rootTexts(byte[] body) {
        JsonNode root;
        try {
            root = JsonDocument.read(body).root();
        } catch (ApiException e) {
            // YAML: it says what it is to those who read it to the end only
            return new RootTexts("", "", body);
        }
        return new RootTexts(
                root.path("apiVersion").asString(""), root.path("kind").asString(""), body);
    }

    /** Refuses a body whose version or kind is no text, which the API finds out before anything else. */
    static void checkTexts(GroupVersionKind expected, byte[] body) {
        try (JsonParser json = Json.mapper().createParser(body)) {
            checkTexts(expected, json, body);
        } catch (JacksonException e) {
            // no JSON to the end: that is somebody else's complaint
        }
    }

    /** As {@link #checkTexts(GroupVersionKind, byte[])}, of what has been read from the body already. */
    static void checkTexts(GroupVersionKind expected, JsonNode root, byte[] body) {
        try (JsonParser tree = Json.mapper().treeAsTokens(root)) {
            checkTexts(expected, tree, body);
        }
    }

    private static void checkTexts(GroupVersionKind expected, JsonParser root, byte[] body) {
        root.nextToken();
        for (String name = root.nextName(); name != null; name = root.nextName()) {
            JsonToken value = root.nextToken();
            String field =
                    TEXTS.stream().filter(name::equalsIgnoreCase).findFirst().orElse("");
            if (!field.isEmpty() && value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL) {
                throw unrecognized(
                        expected,
                        NO_KIND + "json: cannot unmarshal " + goType(value) + " into Go struct field ." + field
                                + " of type string",
                        body);
            }
            root.skipChildren();
        }
    }

    /** The kind of the body, with what it doesn't say taken from what is expected. Any other kind is a bad request. */
    static GroupVersionKind checkKind(GroupVersionKind expected, StructType type, RootTexts said) {
        GroupVersionKind actual = withDefaults(expected, said);
        if (actual.equals(expected)) {
            return actual;
        }
        TypeTable table = TypeTable.get();
        boolean sameKind = actual.kind().equals(expected.kind());
        if (sameKind && type.name().contains(META_PACKAGE) && knows(table, actual.groupVersion())) {
            return actual;
        }
        if (actual.equals(OLD_EVICTION) && sameKind) {
            return expected;
        }
        if (sameKind && sameObject(actual, expected) && (table.kind(actual) != null || formerVersion(actual))) {
            throw ApiException.badRequest("the API version in the data (" + actual.apiVersion()
                    + ") does not match the expected API version (" + expected.apiVersion() + ")");
        }
        if (!registered(table, actual)) {
            throw mismatch(
                    expected,
                    actual,
                    "no kind \"" + actual.kind() + "\" is registered for version \"" + actual.apiVersion()
                            + "\" in scheme \"pkg/runtime/scheme.go:111\"");
        }
        throw mismatch(
                expected,
                actual,
                "converting (" + actual.version() + "." + actual.kind() + ") to (" + internalPackage(expected.group())
                        + "." + expected.kind() + "): unknown conversion");
    }

    /** Options are registered in every group and version, other kinds of {@code meta/v1} in none of them. */
    private static boolean registered(TypeTable table, GroupVersionKind kind) {
        StructType type = table.kind(kind);
        boolean everywhere = type != null
                && (!type.name().contains(META_PACKAGE) || kind.kind().endsWith("Options"));
        return everywhere && knows(table, kind.groupVersion());
    }

    /** Versions before v1 are no longer served, but what they are is still known: {@code apiextensions.k8s.io/v1beta1}. */
    private static boolean formerVersion(GroupVersionKind kind) {
        return !kind.group().isEmpty() && kind.version().matches("v\\d+(alpha|beta)\\d+");
    }

    private static boolean knows(TypeTable table, GroupVersion groupVersion) {
        return META_VERSIONS.contains(groupVersion.toString()) || table.knows(groupVersion);
    }

    /** Whether one object is served in both: versions of a group, and events in their two groups. */
    private static boolean sameObject(GroupVersionKind one, GroupVersionKind other) {
        return one.group().equals(other.group()) || one.kind().equals("Event");
    }

    private static GroupVersionKind withDefaults(GroupVersionKind expected, RootTexts said) {
        GroupVersion groupVersion = groupVersion(expected, said.apiVersion, said.body);
        String kind = said.kind.isEmpty() ? expected.kind() : said.kind;
        return said.apiVersion.isEmpty() ? expected.groupVersion().kind(kind) : groupVersion.kind(kind);
    }

    static GroupVersion groupVersion(GroupVersionKind expected, String apiVersion, byte[] body) {
        try {
            return GroupVersion.parse(apiVersion);
        } catch (IllegalArgumentException e) {
            throw unrecognized(expected, "unexpected GroupVersion string: " + apiVersion, body);
        }
    }

    private static String internalPackage(String group) {
        int dot = group.indexOf('.');
        return group.isEmpty() ? "core" : dot < 0 ? group : group.substring(0, dot);
    }

    private static ApiException mismatch(GroupVersionKind expected, GroupVersionKind actual, String why) {
        return ApiException.badRequest(actual.kind() + " in version \"" + actual.version()
                + "\" cannot be handled as a " + expected.kind() + ": " + why);
    }

    static ApiException unrecognized(GroupVersionKind expected, String why, byte[] body) {
        return ApiException.badRequest("the object provided is unrecognized (must be of type " + expected.kind() + "): "
                + why + " (" + summary(body) + ")");
    }

    /** Why bytes are no JSON. */
    static String syntaxProblem(byte[] body) {
        if (body.length > 0 && notUtf8Json(body)) {
            return "invalid character '" + (char) (body[0] & 0xff) + "' looking for beginning of value";
        }
        try {
            JsonDocument.read(body);
            return "not a JSON text";
        } catch (ApiException e) {
            return e.message();
        }
    }

    private static String goType(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
            case VALUE_TRUE, VALUE_FALSE -> "bool";
            case START_OBJECT -> "object";
            default -> "array";
        };
    }

    static String wrongRoot(JsonToken token) {
        return "json: cannot unmarshal " + goType(token) + " into Go value of type struct { APIVersion string "
                + "\"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }";
    }

    /** Byte order marks and UTF-16 are no JSON to the API, though they are to Jackson. */
    static boolean notUtf8Json(byte[] body) {
        int first = body.length == 0 ? 0 : body[0] & 0xff;
        return first == 0 || first >= 0x80 || (body.length > 1 && body[1] == 0);
    }

    /** The beginning of a body for a message: as it is when it is a JSON object, else in hexadecimal. */
    private static String summary(byte[] body) {
        if (body.length == 0) {
            return "<empty>";
        }
        int shown = Math.min(body.length, SUMMARY_BYTES);
        String text = body[0] == '{'
                ? new String(body, 0, shown, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(body, 0, shown);
        return body.length > SUMMARY_BYTES ? text + " ..." : text;
    }
}
