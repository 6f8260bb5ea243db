package io.davit.apiserver.negotiation;

import io.davit.apiserver.request.Query;
import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the form of an answer from what a request says.
 *
 * @param accept the {@code Accept} header, empty when there is none
 * @param userAgent the {@code User-Agent} header, empty when there is none
 * @param query the query; {@code pretty} counts
 * @param protobuf whether the resource's own objects have a protobuf form
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#alternate-representations-of-resources">API concepts, alternate representations</a>
 */
public record Negotiation(String accept, String userAgent, Query query, boolean protobuf) {

    private static final List<String> PEOPLES_AGENTS = List.of("curl", "Wget", "Mozilla/5.0");
    private static final String NONE_ACCEPTED = "only the following media types are accepted: ";

    public Negotiation(String accept, String userAgent, Query query) {
        this(accept, userAgent, query, true);
    }

    /** The same, for a resource whose objects have no protobuf form; metadata and refusals still have. */
    public Negotiation withoutProtobuf() {
        return new Negotiation(accept, userAgent, query, false);
    }

    private enum Form {
        PLAIN,
        RESOURCE,
        DISCOVERY
    }

    /** The form of an object or list of a resource: any encoding, and the transformations of {@code meta.k8s.io}. */
    public Negotiated resource() {
        Negotiated chosen = choose(Form.RESOURCE);
        if (chosen == null) {
            throw notAcceptable();
        }
        return chosen;
    }

    /** The form of a watch: as {@link #resource}, in an encoding that can be cut into frames. */
    public Negotiated watch() {
        Negotiated chosen = resource();
        if (!chosen.encoding().streams()) {
            throw new ApiException(
                    Reason.NOT_ACCEPTABLE,
                    NONE_ACCEPTED + "application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch");
        }
        return chosen;
    }

    /** The form of a document that knows no transformations, such as discovery. */
    public Negotiated plain() {
        Negotiated chosen = choose(Form.PLAIN);
        if (chosen == null) {
            throw notAcceptable();
        }
        return chosen;
    }

    /** The form of a refusal: whatever was asked for if it is plain, else indented JSON. */
    public Negotiated error() {
        Negotiated chosen = choose(Form.PLAIN);
        return chosen == null ? new Negotiated(Encoding.JSON, Transform.NONE, true) : chosen;
    }

    /** The form of an aggregated discovery document; null when the client does not ask for one that is known here. */
    public @Nullable Negotiated aggregatedDiscovery() {
        return accept.isEmpty() ? null : choose(Form.DISCOVERY);
    }

    /** Refuses a request whose {@code Accept} names no type that a built-in resource's path has; parameters are not looked at. */
    public void checkPath(List<String> produced) {
        if (accept.isEmpty() || produced.contains(accept)) {
            return;
        }
        for (String clause : accept.split(",")) {
            int semicolon = clause.indexOf(';');
            String type = (semicolon < 0 ? clause : clause.substring(0, semicolon)).strip();
            if (type.equals("*/*") || produced.contains("*/*") || produced.contains(type)) {
                return;
            }
        }
        throw new ApiException(
                Reason.NOT_ACCEPTABLE,
                "406: Not Acceptable\n\nAvailable representations: " + String.join(", ", produced),
                MediaTypes.EMPTY_DETAILS);
    }

    private @Nullable Negotiated choose(Form form) {
        // what most clients say is known without parsing it
        if (accept.isEmpty() || form != Form.DISCOVERY && accept.equals(Encoding.JSON.mediaType())) {
            return new Negotiated(Encoding.JSON, Transform.NONE, isPretty());
        }
        for (Accept clause : Accept.parse(accept)) {
            for (Encoding encoding : Encoding.values()) {
                Transform transform = clause.matches(encoding) ? transform(clause, encoding, form) : null;
                if (transform != null) {
                    boolean pretty =
                            isPretty() || "1".equals(clause.parameters().get("pretty"));
                    return new Negotiated(encoding, transform, pretty);
                }
            }
        }
        return null;
    }

    /** What the clause asks of the object; null when it cannot be had. */
    private @Nullable Transform transform(Accept clause, Encoding encoding, Form form) {
        String kind = clause.parameters().get("as");
        String group = clause.parameters().getOrDefault("g", "");
        String version = clause.parameters().getOrDefault("v", "");
        String stream = clause.parameters().getOrDefault("stream", "");
        if (clause.parameters().containsKey("sv")
                || !stream.isEmpty() && !(encoding.streams() && stream.equals("watch"))) {
            return null;
        }
        boolean asks = kind != null || !group.isEmpty() || !version.isEmpty();
        return switch (form) {
            case PLAIN -> asks ? null : Transform.NONE;
            case DISCOVERY ->
                "APIGroupDiscoveryList".equals(kind) && group.equals("apidiscovery.k8s.io") && version.equals("v2")
                        ? Transform.NONE
                        : null;
            case RESOURCE -> {
                if (asks) {
                    yield meta(kind, group, version, encoding);
                }
                yield encoding == Encoding.PROTOBUF && !protobuf ? null : Transform.NONE;
            }
        };
    }

    private static @Nullable Transform meta(@Nullable String kind, String group, String version, Encoding encoding) {
        if (kind == null || !group.equals("meta.k8s.io") || !version.equals("v1") && !version.equals("v1beta1")) {
            return null;
        }
        return switch (kind) {
            case "Table" -> encoding == Encoding.PROTOBUF ? null : new Transform.Table(version);
            case "PartialObjectMetadata" -> new Transform.Metadata(version);
            case "PartialObjectMetadataList" -> new Transform.MetadataList(version);
            default -> null;
        };
    }

    private boolean isPretty() {
        String asked = query.first("pretty");
        if (!asked.isEmpty()) {
            return List.of("1", "t", "T", "true", "TRUE", "True").contains(asked);
        }
        for (String agent : PEOPLES_AGENTS) {
            if (userAgent.startsWith(agent)) {
                return true;
            }
        }
        return false;
    }

    private static ApiException notAcceptable() {
        return new ApiException(Reason.NOT_ACCEPTABLE, NONE_ACCEPTED + MediaTypes.ALL);
    }
}
