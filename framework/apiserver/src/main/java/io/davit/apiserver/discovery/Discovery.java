package io.davit.apiserver.discovery;

import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Subresource;
import io.davit.model.GroupVersion;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The discovery documents of one set of resources. Immutable; make a new one when the set changes.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api">Discovery API</a>
 */
public final class Discovery {

    /** Upstream lists the verbs of custom resources in this order, those of built-in ones alphabetically. */
    private static final List<String> CUSTOM_VERBS =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");

    private static final List<String> CUSTOM_SUBRESOURCES = List.of("status", "scale");

    private final Map<String, ApiGroup> groups = new LinkedHashMap<>();

    private Discovery(Collection<ResourceDefinition> definitions) {
        ApiGroup.of(definitions).forEach(group -> groups.put(group.name(), group));
    }

    /** The documents of the resources, given in the order in which groups and versions are to be told. */
    public static Discovery of(Collection<ResourceDefinition> definitions) {
        return new Discovery(definitions);
    }

    public boolean knows(String group) {
        return groups.containsKey(group);
    }

    public boolean knows(GroupVersion groupVersion) {
        ApiGroup group = groups.get(groupVersion.group());
        return group != null && group.versions().containsKey(groupVersion.version());
    }

    /** Whether a group has only custom resources; false for an unknown one. */
    public boolean custom(String group) {
        ApiGroup found = groups.get(group);
        return found != null && found.custom();
    }

    /** The {@code APIVersions} of {@code /api}. */
    public ObjectNode coreVersions(String serverAddress) {
        ObjectNode document = Json.object().put("kind", "APIVersions");
        ArrayNode versions = document.putArray("versions");
        ApiGroup core = groups.get("");
        if (core != null) {
            core.versions().keySet().forEach(versions::add);
        }
        document.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", serverAddress);
        return document;
    }

    /** The {@code APIGroupList} of {@code /apis}. */
    public ObjectNode groups() {
        ObjectNode document = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode list = document.putArray("groups");
        named().forEach(group -> describe(group, list.addObject()));
        return document;
    }

    /** The {@code APIGroup} of {@code /apis/<group>}; null for an unknown one. */
    public @Nullable ObjectNode group(String name) {
        ApiGroup group = name.isEmpty() ? null : groups.get(name);
        return group == null
                ? null
                : describe(group, Json.object().put("kind", "APIGroup").put("apiVersion", "v1"));
    }

    /** The {@code APIResourceList} of a group-version; null for an unknown one. */
    public @Nullable ObjectNode resources(GroupVersion groupVersion) {
        ApiGroup group = groups.get(groupVersion.group());
        List<ResourceDefinition> members =
                group == null ? null : group.versions().get(groupVersion.version());
        if (group == null || members == null || members.isEmpty()) {
            return null;
        }
        ObjectNode document = Json.object().put("kind", "APIResourceList");
        if (!groupVersion.group().isEmpty()) {
            document.put("apiVersion", "v1");
        }
        document.put("groupVersion", groupVersion.toString());
        ArrayNode list = document.putArray("resources");
        for (ResourceDefinition member : members) {
            resource(group, member, list.addObject());
            subresources(member).forEach(subresource -> subresource(member, subresource, list.addObject()));
        }
        return document;
    }

    /** The aggregated document of {@code /api}. */
    public ObjectNode aggregatedCore() {
        ApiGroup core = groups.get("");
        return aggregated(core == null ? List.of() : List.of(core));
    }

    /** The aggregated document of {@code /apis}. */
    public ObjectNode aggregatedGroups() {
        return aggregated(named());
    }

    /** The paths of discovery, in the order of the alphabet. */
    public Collection<String> paths() {
        TreeSet<String> paths = new TreeSet<>(List.of("/api", "/apis", "/apis/"));
        groups.values().forEach(group -> {
            String base = group.name().isEmpty() ? "/api" : "/apis/" + group.name();
            paths.add(base);
            group.versions().keySet().forEach(version -> paths.add(base + "/" + version));
        });
        return paths;
    }

    private List<ApiGroup> named() {
        return groups.values().stream().filter(group -> !group.name().isEmpty()).toList();
    }

    private static ObjectNode describe(ApiGroup group, ObjectNode node) {
        node.put("name", group.name());
        ArrayNode versions = node.putArray("versions");
        group.versions().keySet().forEach(version -> version(group, version, versions.addObject()));
        version(group, group.preferred(), node.putObject("preferredVersion"));
        return node;
    }

    private static void version(ApiGroup group, String version, ObjectNode node) {
        node.put("groupVersion", new GroupVersion(group.name(), version).toString())
                .put("version", version);
    }

    private static void resource(ApiGroup group, ResourceDefinition definition, ObjectNode node) {
        node.put("name", definition.plural());
        node.put("singularName", definition.singular());
        node.put("namespaced", definition.namespaced());
        node.put("kind", definition.kind().kind());
        add(node, "verbs", verbs(definition));
        addUnlessEmpty(node, "shortNames", definition.shortNames());
        addUnlessEmpty(node, "categories", definition.categories());
        if (definition.allows("create") && definition.allows("get")) {
            node.put("storageVersionHash", StorageVersionHash.of(group.preferred(definition)));
        }
    }

    private static void subresource(ResourceDefinition definition, Subresource subresource, ObjectNode node) {
        node.put("name", definition.plural() + "/" + subresource.name());
        node.put("singularName", "");
        node.put("namespaced", definition.namespaced());
        if (subresource.foreignKind()) {
            node.put("group", subresource.kind().group());
            node.put("version", subresource.kind().version());
        }
        node.put("kind", subresource.kind().kind());
        add(node, "verbs", new TreeSet<>(subresource.verbs()));
    }

    private static ObjectNode aggregated(List<ApiGroup> groups) {
        ObjectNode document =
                Json.object().put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/v2");
        document.putObject("metadata");
        ArrayNode items = document.putArray("items");
        for (ApiGroup group : groups) {
            ObjectNode item = items.addObject();
            ObjectNode metadata = item.putObject("metadata");
            if (!group.name().isEmpty()) {
                metadata.put("name", group.name());
            }
            ArrayNode versions = item.putArray("versions");
            group.versions().forEach((version, members) -> {
                if (members.isEmpty()) {
                    return;
                }
                ObjectNode node = versions.addObject().put("version", version);
                ArrayNode resources = node.putArray("resources");
                members.forEach(member -> aggregated(member, resources.addObject()));
                node.put("freshness", "Current");
            });
        }
        return document;
    }

    private static void aggregated(ResourceDefinition definition, ObjectNode node) {
        node.put("resource", definition.plural());
        kind(definition, new Subresource("", definition.kind(), false, definition.verbs()), node);
        node.put("scope", definition.namespaced() ? "Namespaced" : "Cluster");
        node.put("singularResource", definition.singular());
        add(node, "verbs", verbs(definition));
        addUnlessEmpty(node, "shortNames", definition.shortNames());
        addUnlessEmpty(node, "categories", definition.categories());
        Collection<Subresource> subresources = subresources(definition);
        if (!subresources.isEmpty()) {
            ArrayNode list = node.putArray("subresources");
            for (Subresource subresource : subresources) {
                ObjectNode part = list.addObject().put("subresource", subresource.name());
                kind(definition, subresource, part);
                add(part, "verbs", new TreeSet<>(subresource.verbs()));
            }
        }
    }

    /** Built-in resources name group and version of a kind only where they are another group's; custom resources always do. */
    private static void kind(ResourceDefinition definition, Subresource answers, ObjectNode node) {
        boolean named = definition.custom() || answers.foreignKind();
        node.putObject("responseKind")
                .put("group", named ? answers.kind().group() : "")
                .put("version", named ? answers.kind().version() : "")
                .put("kind", answers.kind().kind());
    }

    private static Collection<String> verbs(ResourceDefinition definition) {
        return definition.custom()
                ? CUSTOM_VERBS.stream().filter(definition::allows).toList()
                : definition.verbs();
    }

    /** By name for built-in resources; {@code status} before {@code scale} for custom ones. */
    private static Collection<Subresource> subresources(ResourceDefinition definition) {
        if (!definition.custom()) {
            return new java.util.TreeMap<>(definition.subresources()).values();
        }
        List<Subresource> found = new ArrayList<>();
        for (String name : CUSTOM_SUBRESOURCES) {
            Subresource subresource = definition.subresource(name);
            if (subresource != null) {
                found.add(subresource);
            }
        }
        return found;
    }

    private static void add(ObjectNode node, String field, Collection<String> values) {
        ArrayNode list = node.putArray(field);
        values.forEach(list::add);
    }

    private static void addUnlessEmpty(ObjectNode node, String field, Collection<String> values) {
        if (!values.isEmpty()) {
            add(node, field, values);
        }
    }
}
