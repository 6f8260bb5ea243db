package io.davit.kinds.openapi;

import io.davit.kinds.ResourceDefinition;
import io.davit.model.GroupVersion;
import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI documents of a set of resources: v2 in one, v3 in one per group and version. A document is made when it is first asked
 * for and kept; {@link #with} keeps those that a change does not touch.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-interface-definition">OpenAPI interface definition</a>
 */
public final class OpenApi {

    /** To be raised when the same definitions come to be written differently: clients keep what they got under a hash for a year. */
    private static final String FORM = "2";

    private final List<ResourceDefinition> served;
    private final Map<String, Part> parts;
    private volatile @Nullable OpenApiDocument v2;

    private OpenApi(List<ResourceDefinition> served, Map<String, Part> parts) {
        this.served = served;
        this.parts = parts;
    }

    public static OpenApi of(List<ResourceDefinition> served) {
        return new OpenApi(List.copyOf(served), parts(served, Map.of()));
    }

    /** The documents after a change of what is served. */
    public OpenApi with(List<ResourceDefinition> nowServed) {
        return new OpenApi(List.copyOf(nowServed), parts(nowServed, parts));
    }

    /** {@code /openapi/v3}: where the documents are. Texts in {@code hash} change when a document does. */
    public byte[] v3Root() {
        ObjectNode root = Json.object();
        ObjectNode paths = root.putObject("paths");
        parts.forEach((path, part) ->
                paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + part.hash()));
        return Json.bytes(root);
    }

    /** A document of v3: {@code api/v1}, {@code apis/apps/v1}, {@code apis/apps}, {@code api}, {@code apis}, {@code version}; null when there is none. */
    public @Nullable OpenApiDocument v3(String path) {
        Part part = parts.get(path);
        return part == null ? null : part.document();
    }

    /** The hash that {@link #v3Root} gives for a document, without making the document; null when there is none. */
    public @Nullable String v3Hash(String path) {
        Part part = parts.get(path);
        return part == null ? null : part.hash();
    }

    /** {@code /openapi/v2}. */
    public OpenApiDocument v2() {
        OpenApiDocument known = v2;
        if (known == null) {
            List<ResourceDefinition> builtIn = builtIn(served);
            List<GroupVersion> groupVersions = DocumentWriter.groupVersions(builtIn);
            DocumentWriter writer = new DocumentWriter(Dialect.V2, groupVersions);
            writer.core();
            writer.groups();
            writer.version();
            DocumentWriter.groups(builtIn).stream()
                    .filter(group -> !group.isEmpty())
                    .forEach(writer::group);
            groupVersions.forEach(writer::groupVersion);
            served.forEach(writer::resource);
            known = new OpenApiDocument(Dialect.V2, Json.bytes(writer.document()), hash("v2", served));
            v2 = known;
        }
        return known;
    }

    private static Map<String, Part> parts(List<ResourceDefinition> served, Map<String, Part> known) {
        Map<GroupVersion, List<ResourceDefinition>> byVersion = new LinkedHashMap<>();
        served.forEach(definition -> byVersion
                .computeIfAbsent(definition.groupVersion(), _ -> new ArrayList<>())
                .add(definition));
        Map<String, Part> parts = new TreeMap<>();
        keep(parts, known, new Part("api", List.of()));
        keep(parts, known, new Part("apis", List.of()));
        keep(parts, known, new Part("version", List.of()));
        for (String group : DocumentWriter.groups(builtIn(served))) {
            if (!group.isEmpty()) {
                keep(parts, known, new Part("apis/" + group, List.of()));
            }
        }
        byVersion.forEach((groupVersion, definitions) -> keep(
                parts, known, new Part(ResourceOperations.path(groupVersion).substring(1), definitions)));
        return parts;
    }

    /** Those whose groups and versions stand in documents, too: of a custom resource only itself does. */
    private static List<ResourceDefinition> builtIn(List<ResourceDefinition> definitions) {
        return definitions.stream().filter(definition -> !definition.custom()).toList();
    }

    private static void keep(Map<String, Part> parts, Map<String, Part> known, Part made) {
        Part before = known.get(made.path);
        parts.put(made.path, before != null && before.definitions.equals(made.definitions) ? before : made);
    }

    private static String hash(String path, List<ResourceDefinition> definitions) {
        MessageDigest digest = sha256();
        digest.update((FORM + path).getBytes(StandardCharsets.UTF_8));
        digest.update(BuiltInTables.fingerprint());
        for (ResourceDefinition definition : definitions) {
            digest.update(facts(definition).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().withUpperCase().formatHex(digest.digest());
    }

    /** Everything of a definition that shows in a document. */
    private static String facts(ResourceDefinition definition) {
        String names = String.join(
                "|",
                definition.kind().toString(),
                definition.plural(),
                definition.listKind(),
                String.valueOf(definition.namespaced()),
                definition.verbs().toString(),
                definition.subresources().keySet().toString());
        return definition.custom()
                ? names + definition.selectableFields() + definition.schema().source()
                : names;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A document of v3 that may not have been made yet. */
    private static final class Part {

        private final String path;
        private final List<ResourceDefinition> definitions;
        private volatile @Nullable OpenApiDocument document;
        private volatile @Nullable String hash;

        Part(String path, List<ResourceDefinition> definitions) {
            this.path = path;
            this.definitions = definitions;
        }

        String hash() {
            String known = hash;
            if (known == null) {
                known = OpenApi.hash(path, definitions);
                hash = known;
            }
            return known;
        }

        OpenApiDocument document() {
            OpenApiDocument known = document;
            if (known == null) {
                known = new OpenApiDocument(Dialect.V3, Json.bytes(write()), hash());
                document = known;
            }
            return known;
        }

        private ObjectNode write() {
            List<GroupVersion> groupVersions = DocumentWriter.groupVersions(builtIn(definitions));
            DocumentWriter writer = new DocumentWriter(Dialect.V3, groupVersions);
            switch (path) {
                case "api" -> writer.core();
                case "apis" -> writer.groups();
                case "version" -> writer.version();
                default -> {
                    if (definitions.isEmpty()) {
                        writer.group(path.substring(path.indexOf('/') + 1));
                    }
                    groupVersions.forEach(writer::groupVersion);
                    definitions.forEach(writer::resource);
                }
            }
            boolean custom = !definitions.isEmpty() && groupVersions.isEmpty();
            return custom ? writer.customDocument() : writer.document();
        }
    }
}
