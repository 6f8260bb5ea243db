package io.davit.apiserver.endpoint;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/**
 * Where a list goes on: at which revision and after which key. The form is upstream's, so that what clients store across a change of
 * servers stays readable.
 *
 * @param revision -1 for a list that goes on at whatever revision is newest
 * @param after the key, relative to the list's prefix
 */
record ContinueToken(long revision, String after) {

    private static final String VERSION = "meta.k8s.io/v1";

    static ContinueToken parse(String token) {
        JsonNode read;
        try {
            read = Json.parse(Base64.getUrlDecoder().decode(token.replace("=", "")));
        } catch (IllegalArgumentException | ApiException e) {
            throw invalid("illegal base64 data or no token of this server");
        }
        String start = read.path("start").asString("");
        long revision = read.path("rv").asLong(0);
        if (!read.path("v").asString("").equals(VERSION)) {
            throw invalid("server is out of date");
        }
        if (start.isEmpty() || revision == 0) {
            throw invalid("incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
        }
        return new ContinueToken(revision, start.substring(0, start.length() - 1));
    }

    String text() {
        byte[] json =
                Json.bytes(Json.object().put("v", VERSION).put("rv", revision).put("start", after + "\u0000"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    private static ApiException invalid(String why) {
        return ApiException.badRequest("continue key is not valid: " + why);
    }
}
