package io.davit.apiserver.endpoint;

import io.davit.kinds.reading.GoJson;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
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
        JsonNode read = read(token);
        String start = read.path("start").asString("");
        long revision = read.path("rv").asLong(0);
        String version = read.path("v").asString("");
        if (!version.equals(VERSION)) {
            throw invalid("server does not recognize this encoded version " + Json.quote(version));
        }
        if (revision == 0) {
            throw invalid("incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
        }
        if (start.isEmpty()) {
            throw invalid("encoded start key empty (version meta.k8s.io/v1)");
        }
        return new ContinueToken(revision, start.substring(0, start.length() - 1));
    }

    private static JsonNode read(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw invalid("illegal base64 data at input byte " + firstWrong(token));
        }
        String problem = GoJson.objectProblem(new String(bytes, StandardCharsets.UTF_8));
        if (!problem.isEmpty()) {
            throw invalid(problem);
        }
        return Json.parse(bytes);
    }

    /** Where a token stops being base64: at a character that is none, or at the group that is too short. */
    private static int firstWrong(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            boolean fine = c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
            if (!fine) {
                return i;
            }
        }
        return token.length() - token.length() % 4;
    }

    String text() {
        byte[] json =
                Json.bytes(Json.object().put("v", VERSION).put("rv", revision).put("start", after + "\u0000"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    private static ApiException invalid(String why) {
        return ApiException.badRequest("invalid continue token: continue key is not valid: " + why);
    }
}
