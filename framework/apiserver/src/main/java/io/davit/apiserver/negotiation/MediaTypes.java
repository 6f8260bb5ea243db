package io.davit.apiserver.negotiation;

import io.davit.model.error.ApiException;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The media types of requests and of paths. */
public final class MediaTypes {

    /** Details that are there but say nothing: {@code details: {}}, as upstream's router answers. */
    public static final Details EMPTY_DETAILS = Details.of("", "", "");

    /** What the paths of built-in objects and discovery answer with. */
    public static final List<String> OBJECT =
            Arrays.stream(Encoding.values()).map(Encoding::mediaType).toList();

    /** What the paths of built-in collections answer with. */
    public static final List<String> COLLECTION;

    /** What the bodies of custom resources may be written in. */
    public static final List<String> CUSTOM_BODIES = OBJECT.subList(0, 2);

    /** The body of a server-side apply. */
    public static final String APPLY = "application/apply-patch+yaml";

    /** The patches that built-in resources take. */
    public static final List<String> PATCHES = List.of(
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/strategic-merge-patch+json",
            APPLY);

    static final String ALL = String.join(", ", OBJECT);

    static {
        List<String> types = new ArrayList<>(OBJECT);
        types.add("application/json;stream=watch");
        types.add("application/vnd.kubernetes.protobuf;stream=watch");
        COLLECTION = List.copyOf(types);
    }

    private MediaTypes() {}

    /**
     * The encoding of a request's body. No type means JSON; parameters do not count, but must be well-formed; anything that is no
     * encoding of objects is a 415.
     */
    public static Encoding body(String contentType) {
        if (contentType.isEmpty()) {
            return Encoding.JSON;
        }
        String type = bare(contentType);
        for (Encoding encoding : Encoding.values()) {
            if (encoding.mediaType().equals(type)) {
                return encoding;
            }
        }
        throw unsupported(OBJECT);
    }

    /** Refuses, as upstream's router does, a patch of a built-in resource that is none of the known ones. */
    public static void checkPatch(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
        if (!PATCHES.contains(type)) {
            throw unsupportedByPath();
        }
    }

    /** The 415 that names what would have been taken. */
    public static ApiException unsupported(List<String> accepted) {
        return new ApiException(
                Reason.UNSUPPORTED_MEDIA_TYPE,
                "the body of the request was in an unknown format - accepted media types include: "
                        + String.join(", ", accepted));
    }

    /** The 415 of upstream's router, which is brief. */
    public static ApiException unsupportedByPath() {
        return new ApiException(
                Reason.UNSUPPORTED_MEDIA_TYPE,
                Reason.UNSUPPORTED_MEDIA_TYPE.code(),
                "415: Unsupported Media Type",
                EMPTY_DETAILS);
    }

    /** The type without its parameters, in lower case; empty when the header is malformed. */
    private static String bare(String contentType) {
        String[] parts = contentType.split(";", -1);
        Set<String> names = new HashSet<>();
        for (String parameter : Arrays.asList(parts).subList(1, parts.length)) {
            int equals = parameter.indexOf('=');
            String name =
                    equals < 0 ? "" : parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (!parameter.isBlank() && (name.isEmpty() || !names.add(name))) {
                return "";
            }
        }
        return parts[0].strip().toLowerCase(Locale.ROOT);
    }
}
