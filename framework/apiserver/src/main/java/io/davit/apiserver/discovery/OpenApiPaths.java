package io.davit.apiserver.discovery;

import io.davit.apiserver.negotiation.OpenApiForm;
import io.davit.apiserver.request.Query;
import io.davit.kinds.openapi.OpenApi;
import io.davit.kinds.openapi.OpenApiDocument;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /openapi/v2}, {@code /openapi/v3} and what is below. A document's hash is its {@code ETag}; asked for by an old hash, a
 * client is sent to the present one.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-interface-definition">OpenAPI interface definition</a>
 */
public final class OpenApiPaths {

    private static final String V2 = "/openapi/v2";
    private static final String V3 = "/openapi/v3";
    private static final String JSON = "application/json";
    private static final byte[] NOTHING = new byte[0];
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT);

    private OpenApiPaths() {}

    /**
     * The answer for a path; null when it is none of OpenAPI's.
     *
     * @param accept the header {@code Accept}, or empty
     * @param ifNoneMatch the header {@code If-None-Match}, or empty
     * @param now from when a document that is found by its hash may be kept
     */
    public static @Nullable Document answer(
            OpenApi documents, String path, Query query, String accept, String ifNoneMatch, Instant now) {
        if (path.equals(V2)) {
            return document(documents.v2(), "v2", accept, ifNoneMatch, Map.of());
        }
        if (path.equals(V3)) {
            return Document.of(200, "text/plain; charset=utf-8", documents.v3Root());
        }
        if (!path.startsWith(V3 + "/")) {
            return null;
        }
        String name = path.substring(V3.length() + 1);
        String hash = documents.v3Hash(name);
        if (hash == null) {
            return Document.of(404, "", NOTHING);
        }
        String asked = query.first("hash");
        if (!asked.isEmpty() && !asked.equals(hash)) {
            Map<String, String> headers =
                    Map.of("Location", path + "?hash=" + hash, "ETag", tag(hash), "Vary", "Accept");
            return new Document(301, JSON, NOTHING, headers);
        }
        OpenApiDocument document = documents.v3(name);
        return document == null
                ? Document.of(404, "", NOTHING)
                : document(document, "v3", accept, ifNoneMatch, asked.isEmpty() ? Map.of() : lasting(now));
    }

    private static Document document(
            OpenApiDocument document, String version, String accept, String ifNoneMatch, Map<String, String> caching) {
        OpenApiForm form = OpenApiForm.of(accept, version);
        if (form == null) {
            return new Document(406, "", NOTHING, Map.of("Vary", "Accept"));
        }
        String tag = tag(document.hash());
        Map<String, String> headers = new LinkedHashMap<>(caching);
        headers.put("ETag", tag);
        headers.put("Vary", "Accept");
        List<String> has = List.of(ifNoneMatch.split(", *"));
        boolean known = has.contains("*") || has.contains(tag) || has.contains("W/" + tag);
        if (known) {
            return new Document(304, "", NOTHING, headers);
        }
        byte[] body = form == OpenApiForm.JSON ? document.json() : document.protobuf();
        return new Document(200, form.contentType(version), body, headers);
    }

    private static String tag(String hash) {
        return "\"" + hash + "\"";
    }

    /** What is found by its hash never changes. Clients that keep it look at {@code Expires}. */
    private static Map<String, String> lasting(Instant now) {
        String inAYear = HTTP_DATE.format(now.atOffset(ZoneOffset.UTC).plusYears(1));
        return Map.of("Cache-Control", "public, immutable", "Expires", inAYear);
    }
}
