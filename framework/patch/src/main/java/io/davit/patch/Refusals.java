package io.davit.patch;

import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.json.JsonDocument;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How patches are refused: 400 when the document can't be read, 422 when it can't be applied. */
final class Refusals {

    private Refusals() {}

    /** Reads a patch document; what is no JSON is a bad request. */
    static JsonDocument read(byte[] document) {
        try {
            return JsonDocument.read(document);
        } catch (ApiException e) {
            throw undecodable(e.message());
        }
    }

    static ApiException undecodable(String why) {
        return ApiException.badRequest("error decoding patch: " + why);
    }

    /** The document has the wrong JSON type for what {@code goType} names. */
    static ApiException wrongType(JsonNode actual, String goType) {
        return undecodable(wrong(actual, goType));
    }

    /** The same where upstream says no more than its reader does. */
    static ApiException wrongRoot(JsonNode actual, String goType) {
        return ApiException.badRequest(wrong(actual, goType));
    }

    private static String wrong(JsonNode actual, String goType) {
        return "json: cannot unmarshal " + typeWord(actual) + " into Go " + goType;
    }

    /** The document is well formed, but doesn't fit the object; upstream says no more than that. */
    static ApiException unfit() {
        return new ApiException(
                Reason.INVALID,
                "the server rejected our request due to an error in our request",
                Details.of("", "", ""));
    }

    /** Like {@link #unfit()}, where upstream has words for it or none at all. */
    static ApiException unfit(String why) {
        return new ApiException(Reason.INVALID, why, Details.NONE);
    }

    /** The patched document can't be an object of any kind. */
    static ApiException noObject(JsonNode result) {
        String shown = Json.quote(Json.text(result));
        String why = "json: cannot unmarshal " + typeWord(result) + " into an object";
        return ApiException.invalid(
                "", "", "", List.of(new Cause("FieldValueInvalid", "Invalid value: " + shown + ": " + why, "patch")));
    }

    private static String typeWord(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT -> "object";
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            default -> "null";
        };
    }
}
