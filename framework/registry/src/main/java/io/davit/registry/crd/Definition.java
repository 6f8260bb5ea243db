package io.davit.registry.crd;

import io.davit.kinds.PrinterColumn;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.SelectableField;
import io.davit.kinds.Subresource;
import io.davit.model.GroupVersionKind;
import io.davit.model.VersionPriority;
import io.davit.model.json.Json;
import io.davit.registry.cache.Renderings;
import io.davit.registry.family.Family;
import io.davit.registry.family.ScalePaths;
import io.davit.registry.family.Served;
import io.davit.registry.webhook.WebhookClient;
import io.davit.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A CustomResourceDefinition, read. */
final class Definition {

    private static final Set<String> VERBS =
            Set.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final Set<String> SUBRESOURCE_VERBS = Set.of("get", "patch", "update");

    private final ObjectNode crd;

    Definition(ObjectNode crd) {
        this.crd = crd;
    }

    /** One entry of {@code spec.versions}. */
    record Version(String name, ObjectNode json) {

        boolean served() {
            return json.path("served").asBoolean(false);
        }

        boolean storage() {
            return json.path("storage").asBoolean(false);
        }
    }

    String group() {
        return crd.path("spec").path("group").asString("");
    }

    String plural() {
        return crd.path("spec").path("names").path("plural").asString("");
    }

    boolean namespaced() {
        return crd.path("spec").path("scope").asString("").equals("Namespaced");
    }

    /** From the step before it is established, so that who sees it established finds it. */
    boolean isServed() {
        return Conditions.isTrue(crd, "NamesAccepted") || Conditions.isTrue(crd, "Established");
    }

    List<Version> versions() {
        List<Version> all = new ArrayList<>();
        for (JsonNode version : crd.path("spec").path("versions")) {
            if (version instanceof ObjectNode json) {
                all.add(new Version(json.path("name").asString(""), json));
            }
        }
        return all;
    }

    /** The version in which objects are stored; an accepted definition has exactly one. */
    String storageVersion() {
        return versions().stream()
                .filter(Version::storage)
                .map(Version::name)
                .findFirst()
                .orElse("");
    }

    /**
     * What discovery and endpoints need to know of one version.
     *
     * @param broken whether it can't be served though it has its names
     */
    ResourceDefinition resource(Version version, boolean broken) {
        JsonNode names = crd.path("status").path("acceptedNames");
        GroupVersionKind kind =
                new GroupVersionKind(group(), version.name(), names.path("kind").asString(""));
        Schema schema = schema(version);
        ResourceDefinition.Builder definition = ResourceDefinition.builder(kind, plural())
                .singular(names.path("singular").asString(""))
                .listKind(names.path("listKind").asString(""))
                .shortNames(texts(names.path("shortNames")))
                .categories(texts(names.path("categories")))
                .namespaced(namespaced())
                .verbs(broken ? Set.of() : VERBS)
                .custom(true)
                .schema(() -> schema)
                .selectableFields(selectable(version))
                .printerColumns(columns(version))
                .deprecationWarning(deprecation(version, kind));
        if (hasStatus(version)) {
            definition.subresource(new Subresource("status", kind, false, SUBRESOURCE_VERBS));
        }
        if (scale(version) != null) {
            GroupVersionKind scale = new GroupVersionKind("autoscaling", "v1", "Scale");
            definition.subresource(new Subresource("scale", scale, true, SUBRESOURCE_VERBS));
        }
        return definition.build();
    }

    Schema schema(Version version) {
        return version.json().path("schema").path("openAPIV3Schema") instanceof ObjectNode schema
                ? Schema.read(schema)
                : Schema.read(Json.object());
    }

    /** All versions together, with the way between them. */
    Versions conversions(WebhookClient client) {
        Map<String, Schema> schemas = new HashMap<>();
        versions().forEach(version -> schemas.put(apiVersion(version.name()), schema(version)));
        JsonNode conversion = crd.path("spec").path("conversion");
        boolean asks = conversion.path("strategy").asString("").equals("Webhook");
        return new Versions(
                Map.copyOf(schemas),
                apiVersion(storageVersion()),
                !preservesUnknownFields(),
                asks ? new WebhookConversion(client, conversion.path("webhook")) : Conversion.SAME_CONTENT);
    }

    /** Its objects as they are stored, neither converted nor pruned nor defaulted. */
    Served asStored(Family family, Renderings renderings) {
        Version stored = versions().stream()
                .filter(Version::storage)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a definition without a storage version"));
        ResourceDefinition resource = resource(stored, false);
        Versions untouched = new Versions(Map.of(), apiVersion(stored.name()), false, Conversion.NONE);
        return new Served(family, resource, new CustomShape(resource, untouched, null, renderings));
    }

    private String apiVersion(String version) {
        return group() + "/" + version;
    }

    private boolean preservesUnknownFields() {
        return crd.path("spec").path("preserveUnknownFields").asBoolean(false);
    }

    /** Whether its names are its own but it can't be established, since the webhook that converts its objects can't be trusted. */
    boolean isBroken() {
        return Conditions.isTrue(crd, "NamesAccepted")
                && Conditions.find(crd, "Established")
                        .path("reason")
                        .asString("")
                        .equals("InvalidCABundle");
    }

    static boolean hasStatus(Version version) {
        return version.json().path("subresources").has("status");
    }

    static @Nullable ScalePaths scale(Version version) {
        JsonNode scale = version.json().path("subresources").path("scale");
        if (!scale.isObject()) {
            return null;
        }
        return new ScalePaths(
                path(scale.path("specReplicasPath").asString("")),
                path(scale.path("statusReplicasPath").asString("")),
                path(scale.path("labelSelectorPath").asString("")));
    }

    private static List<SelectableField> selectable(Version version) {
        List<SelectableField> fields = new ArrayList<>();
        for (JsonNode field : version.json().path("selectableFields")) {
            List<String> path = path(field.path("jsonPath").asString(""));
            fields.add(new SelectableField(String.join(".", path), path, ""));
        }
        return fields;
    }

    private static List<PrinterColumn> columns(Version version) {
        List<PrinterColumn> columns = new ArrayList<>();
        for (JsonNode column : version.json().path("additionalPrinterColumns")) {
            columns.add(new PrinterColumn(
                    column.path("name").asString(""),
                    column.path("type").asString(""),
                    column.path("format").asString(""),
                    column.path("description").asString(""),
                    column.path("priority").asInt(0),
                    column.path("jsonPath").asString("")));
        }
        return columns;
    }

    /** Says what to use instead where there is something better. */
    private String deprecation(Version version, GroupVersionKind kind) {
        if (!isDeprecated(version)) {
            return "";
        }
        JsonNode own = version.json().path("deprecationWarning");
        if (own.isString()) {
            return own.stringValue();
        }
        String plain = kind.apiVersion() + " " + kind.kind() + " is deprecated";
        return versions().stream()
                .filter(other -> other.served() && !isDeprecated(other))
                .map(Version::name)
                .filter(other -> VersionPriority.BEST_FIRST.compare(other, version.name()) < 0)
                .min(VersionPriority.BEST_FIRST)
                .map(better -> plain + "; use " + group() + "/" + better + " " + kind.kind())
                .orElse(plain);
    }

    private static boolean isDeprecated(Version version) {
        return version.json().path("deprecated").asBoolean(false);
    }

    /** The names in a simple path such as {@code .spec.replicas}. */
    private static List<String> path(String jsonPath) {
        String trimmed = jsonPath.startsWith(".") ? jsonPath.substring(1) : jsonPath;
        return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("\\."));
    }

    private static List<String> texts(JsonNode list) {
        return list.values().stream().map(text -> text.asString("")).toList();
    }
}
