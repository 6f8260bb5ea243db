package io.davit.kinds.openapi;

import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.openapi.Operation.Answer;
import io.davit.model.GroupVersion;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Puts a document together: paths, and every definition they refer to. */
final class DocumentWriter {

    private static final String META = BuiltInDefinitions.META;
    private static final List<String> ANY =
            List.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");

    private final Dialect dialect;
    private final BuiltInDefinitions builtIn;
    private final CustomDefinitions custom;
    private final PathWriter paths;
    private final Map<String, ObjectNode> customDefinitions = new TreeMap<>();
    private final ObjectNode written = Json.object();

    DocumentWriter(Dialect dialect, List<GroupVersion> groupVersions) {
        this.dialect = dialect;
        this.builtIn = new BuiltInDefinitions(dialect, groupVersions);
        this.custom = new CustomDefinitions(dialect, builtIn);
        this.paths = new PathWriter(dialect, this::reference);
    }

    private String reference(String definition) {
        return customDefinitions.containsKey(definition)
                ? dialect.reference(definition)
                : builtIn.reference(definition);
    }

    /** {@code /apis/apps/v1/}: what is in a group version. */
    void groupVersion(GroupVersion groupVersion) {
        String id = "get" + OperationNames.groupVersion(groupVersion) + "APIResources";
        String tag = OperationNames.tag(groupVersion);
        information(
                ResourceOperations.path(groupVersion) + "/",
                id,
                tag,
                "get available resources",
                META + "APIResourceList");
    }

    void group(String group) {
        String id = "get" + OperationNames.group(group) + "APIGroup";
        information(
                "/apis/" + group + "/",
                id,
                OperationNames.groupTag(group),
                "get information of a group",
                META + "APIGroup");
    }

    void core() {
        information("/api/", "getCoreAPIVersions", "core", "get available API versions", META + "APIVersions");
    }

    void groups() {
        information("/apis/", "getAPIVersions", "apis", "get available API versions", META + "APIGroupList");
    }

    void version() {
        add(
                "/version/",
                "version",
                List.of(new Operation(
                        "get",
                        "getCodeVersion",
                        "get the version information for this server",
                        "",
                        null,
                        List.of(),
                        null,
                        List.of(new Answer("200", "OK", "io.k8s.apimachinery.pkg.version.Info"), unauthorized()),
                        List.of("application/json"),
                        List.of("application/json"))));
    }

    void resource(ResourceDefinition definition) {
        if (definition.custom()) {
            customDefinitions.put(CustomDefinitions.name(definition.kind()), custom.object(definition));
            customDefinitions.put(CustomDefinitions.listName(definition), custom.list(definition));
        }
        String tag = OperationNames.tag(definition.groupVersion());
        ResourceOperations.of(definition).forEach((path, operations) -> add(path, tag, operations));
    }

    private void information(String path, String id, String tag, String description, String definition) {
        add(
                path,
                tag,
                List.of(new Operation(
                        "get",
                        id,
                        description,
                        "",
                        null,
                        List.of(),
                        null,
                        List.of(new Answer("200", "OK", definition), unauthorized()),
                        ANY,
                        ANY)));
    }

    private static Answer unauthorized() {
        return new Answer("401", "Unauthorized", "");
    }

    private void add(String path, String tag, List<Operation> operations) {
        written.set(path, paths.write(operations, tag));
    }

    ObjectNode document() {
        ObjectNode info = Json.object().put("title", "Kubernetes").put("version", "1.36");
        ObjectNode token = Json.object()
                .put("description", "Bearer Token authentication")
                .put("type", "apiKey")
                .put("name", "authorization")
                .put("in", "header");
        ObjectNode definitions = builtIn.all();
        customDefinitions.forEach(definitions::set);
        ObjectNode document = Json.object();
        if (dialect == Dialect.V2) {
            document.put("swagger", "2.0");
            document.set("info", info);
            document.set("paths", written);
            document.set("definitions", definitions);
            document.set("parameters", paths.sharedParameters());
            document.putObject("securityDefinitions").set("BearerToken", token);
            document.putArray("security").addObject().putArray("BearerToken");
        } else {
            document.put("openapi", "3.0.0");
            document.set("info", info);
            document.set("paths", written);
            ObjectNode components = document.putObject("components");
            components.set("schemas", definitions);
            components.putObject("securitySchemes").set("BearerToken", token);
        }
        return document;
    }

    /** One of custom resources: it names itself differently and has no security. */
    ObjectNode customDocument() {
        ObjectNode document = document();
        document.putObject("info").put("title", "Kubernetes CRD Swagger").put("version", "v0.1.0");
        document.withObject("components").remove("securitySchemes");
        return document;
    }

    /** The groups of some definitions, in their order. */
    static Set<String> groups(List<ResourceDefinition> definitions) {
        Set<String> groups = new LinkedHashSet<>();
        definitions.forEach(definition -> groups.add(definition.groupVersion().group()));
        return groups;
    }

    static List<GroupVersion> groupVersions(List<ResourceDefinition> definitions) {
        Set<GroupVersion> all = new LinkedHashSet<>();
        definitions.forEach(definition -> all.add(definition.groupVersion()));
        return new ArrayList<>(all);
    }
}
