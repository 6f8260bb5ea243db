package io.davit.registry.write;

import io.davit.kinds.codec.YamlBody;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The configuration in the body of an apply, as it was written: nothing is defaulted, and unknown fields are still there.
 *
 * @param problems what strict decoding minds in the text: keys that come twice
 */
public record AppliedBody(ObjectNode object, List<String> problems) {

    /** Reads YAML, of which JSON is a part; an empty text is an empty object. */
    public static AppliedBody read(byte[] yaml) {
        YamlBody body;
        try {
            body = YamlBody.read(yaml);
        } catch (YamlBody.Unreadable e) {
            throw ApiException.badRequest("error decoding YAML: error converting YAML to JSON: " + e.message());
        }
        JsonNode root = body.root();
        if (root.isNull()) {
            return new AppliedBody(Json.object(), List.of());
        }
        if (root instanceof ObjectNode object) {
            return new AppliedBody(object, body.duplicates());
        }
        String type = root.isNumber()
                ? "number"
                : root.isBoolean() ? "bool" : root.getNodeType().name();
        throw ApiException.badRequest("error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot"
                + " unmarshal " + type.toLowerCase(Locale.ROOT) + " into Go value of type map[string]interface {}");
    }

    /** Refuses an object of any other kind or version. */
    public void requireKind(GroupVersionKind expected) {
        String apiVersion = object.path("apiVersion").asString("");
        String kind = object.path("kind").asString("");
        if (apiVersion.equals(expected.apiVersion()) && kind.equals(expected.kind())) {
            return;
        }
        int slash = apiVersion.indexOf('/');
        boolean malformed = slash >= 0 && apiVersion.indexOf('/', slash + 1) >= 0;
        String version = slash >= 0 || apiVersion.isEmpty() ? apiVersion : "/" + apiVersion;
        throw ApiException.badRequest("invalid object type: "
                + (malformed || version.isEmpty() ? "/" : version)
                + ", Kind=" + (malformed ? "" : kind));
    }

    /** Warns of problems or refuses them, as the request asked. */
    public void report(WriteOptions options) {
        if (problems.isEmpty()) {
            return;
        }
        switch (options.fieldValidation()) {
            case IGNORE -> {}
            case WARN -> problems.forEach(options.warn());
            case STRICT ->
                throw ApiException.badRequest(
                        "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  "
                                + String.join("\n  ", problems));
        }
    }
}
