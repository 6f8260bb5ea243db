package io.davit.apiserver.discovery;

import io.davit.apiserver.negotiation.Encoding;
import io.davit.apiserver.negotiation.MediaTypes;
import io.davit.apiserver.negotiation.Negotiated;
import io.davit.apiserver.negotiation.Negotiation;
import io.davit.apiserver.negotiation.Transform;
import io.davit.apiserver.negotiation.Writing;
import io.davit.apiserver.status.Statuses;
import io.davit.model.GroupVersion;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers the paths of discovery: the root, {@code /version}, {@code /api} and {@code /apis} down to the versions of a group. */
public final class DiscoveryPaths {

    private static final String AGGREGATED = ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private static final Negotiated INDENTED = new Negotiated(Encoding.JSON, Transform.NONE, true);

    private final Discovery discovery;
    private final Collection<String> otherPaths;
    private volatile byte @Nullable [] core;
    private volatile byte @Nullable [] groups;

    /** @param otherPaths what the root lists beside the paths of discovery */
    public DiscoveryPaths(Discovery discovery, Collection<String> otherPaths) {
        this.discovery = discovery;
        this.otherPaths = List.copyOf(otherPaths);
    }

    /**
     * The answer for a decoded path; null when nobody knows it, and its text is {@link Statuses#PAGE_NOT_FOUND}.
     *
     * @param serverAddress host and port, as the client reaches this server
     * @param ifNoneMatch the header {@code If-None-Match}, or empty
     */
    public @Nullable Document answer(
            String method, String path, Negotiation negotiation, String serverAddress, String ifNoneMatch) {
        if (path.equals("/") || path.equals("/index.html")) {
            return root();
        }
        if (path.equals("/version") || path.equals("/version/")) {
            get(method);
            negotiation.checkPath(List.of(Encoding.JSON.mediaType()));
            return Document.of(200, INDENTED.contentType(), Writing.bytes(ServerVersion.document(), INDENTED));
        }
        if (path.startsWith("/version/")) {
            throw Statuses.noSuchPath();
        }
        if (path.equals("/api") || path.equals("/api/")) {
            get(method);
            negotiation.checkPath(MediaTypes.OBJECT);
            return aggregated(negotiation, ifNoneMatch, this::core, () -> discovery.coreVersions(serverAddress));
        }
        if (path.startsWith("/api/")) {
            return resources(method, negotiation, parts(path), true);
        }
        if (path.equals("/apis") || path.equals("/apis/")) {
            return aggregated(negotiation, ifNoneMatch, this::groups, discovery::groups);
        }
        return path.startsWith("/apis/") ? below(method, negotiation, parts(path)) : null;
    }

    private @Nullable Document below(String method, Negotiation negotiation, List<String> parts) {
        String name = parts.size() > 1 ? parts.get(1) : "";
        ObjectNode group = discovery.group(name);
        if (group == null) {
            return null;
        }
        if (parts.size() > 2) {
            return resources(method, negotiation, parts, false);
        }
        return plain(negotiation, group);
    }

    private @Nullable Document resources(String method, Negotiation negotiation, List<String> parts, boolean isCore) {
        GroupVersion version = new GroupVersion(
                isCore ? "" : parts.get(1), parts.size() > (isCore ? 1 : 2) ? parts.get(isCore ? 1 : 2) : "");
        ObjectNode document = parts.size() == (isCore ? 2 : 3) ? discovery.resources(version) : null;
        if (document == null) {
            if (discovery.custom(version.group())) {
                return null;
            }
            throw Statuses.noSuchPath();
        }
        built(method, negotiation, version.group());
        return plain(negotiation, document);
    }

    /** What upstream's router asks of the versions of built-in groups; those of custom ones, and all groups, take any method. */
    private void built(String method, Negotiation negotiation, String group) {
        if (!discovery.custom(group)) {
            get(method);
            negotiation.checkPath(MediaTypes.OBJECT);
        }
    }

    private static void get(String method) {
        if (!method.equals("GET")) {
            throw Statuses.noSuchMethod();
        }
    }

    private static Document plain(Negotiation negotiation, ObjectNode document) {
        Negotiated form = negotiation.plain();
        return Document.of(200, form.contentType(), Writing.bytes(document, form));
    }

    private static Document aggregated(
            Negotiation negotiation, String ifNoneMatch, Supplier<byte[]> aggregated, Supplier<ObjectNode> lists) {
        Negotiated form = negotiation.aggregatedDiscovery();
        if (form == null) {
            return plain(negotiation, lists.get());
        }
        byte[] json = aggregated.get();
        String tag = "\"" + HexFormat.of().withUpperCase().formatHex(StorageVersionHash.digest("SHA-512", json)) + "\"";
        Map<String, String> headers = Map.of("ETag", tag, "Vary", "Accept", "Cache-Control", "public");
        if (ifNoneMatch.equals(tag)) {
            return new Document(304, "", new byte[0], headers);
        }
        byte[] body = form.encoding() == Encoding.JSON && !form.pretty()
                ? Writing.line(json)
                : Writing.bytes(Json.parse(json), form);
        return new Document(200, form.contentType() + AGGREGATED, body, headers);
    }

    private byte[] core() {
        byte[] bytes = core;
        if (bytes == null) {
            bytes = Json.bytes(discovery.aggregatedCore());
            core = bytes;
        }
        return bytes;
    }

    private byte[] groups() {
        byte[] bytes = groups;
        if (bytes == null) {
            bytes = Json.bytes(discovery.aggregatedGroups());
            groups = bytes;
        }
        return bytes;
    }

    private Document root() {
        TreeSet<String> paths = new TreeSet<>(discovery.paths());
        paths.addAll(otherPaths);
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("paths");
        paths.forEach(list::add);
        return Document.of(200, INDENTED.contentType(), Writing.bytes(document, INDENTED));
    }

    /** The segments, without those that slashes at the end make. */
    private static List<String> parts(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return new ArrayList<>(List.of(path.substring(1, end).split("/", -1)));
    }
}
