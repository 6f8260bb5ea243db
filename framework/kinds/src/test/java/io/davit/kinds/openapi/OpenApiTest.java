package io.davit.kinds.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.kinds.BuiltInKinds;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.SelectableField;
import io.davit.kinds.Subresource;
import io.davit.model.GroupVersionKind;
import io.davit.model.json.Json;
import io.davit.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OpenApiTest {

    private static final List<ResourceDefinition> BUILT_IN = BuiltInKinds.load().resources();
    private static final OpenApi API = OpenApi.of(BUILT_IN);
    private static final Pattern ENUM_ENTRY = Pattern.compile("(?m)^ - `\"(.*?)\"`");
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    /** What kubectl explain shows and what a client checks against must be the same values. */
    @Test
    void descriptionsListTheValuesThatAFieldMayHaveAndNoOthers() {
        int compared = 0;
        for (JsonNode definition : Json.parse(API.v2().json()).path("definitions")) {
            compared += listedValues(definition);
        }
        for (String path : Json.parse(API.v3Root()).path("paths").propertyNames()) {
            for (JsonNode definition : v3(path).path("components").path("schemas")) {
                compared += listedValues(definition);
            }
        }
        assertThat(compared).isGreaterThan(200);
    }

    private static int listedValues(JsonNode definition) {
        int compared = 0;
        for (Map.Entry<String, JsonNode> property :
                definition.path("properties").properties()) {
            String text = property.getValue().path("description").asString("");
            int list = text.indexOf("Possible enum values:\n");
            List<String> values = new ArrayList<>();
            property.getValue().path("enum").forEach(value -> values.add(value.asString()));
            List<String> told = list < 0
                    ? List.of()
                    : ENUM_ENTRY
                            .matcher(text.substring(list))
                            .results()
                            .map(entry -> entry.group(1))
                            .toList();
            assertThat(told).as(property.getKey() + ": " + text).isEqualTo(values);
            compared += told.isEmpty() ? 0 : 1;
        }
        return compared;
    }

    @Test
    void theRootNamesEveryDocumentWithItsHash() {
        JsonNode paths = Json.parse(API.v3Root()).path("paths");
        assertThat(paths.propertyNames())
                .contains("api", "api/v1", "apis", "apis/apps", "apis/apps/v1", "apis/autoscaling/v2", "version");
        assertThat(paths.path("apis/apps/v1").path("serverRelativeURL").asString())
                .isEqualTo("/openapi/v3/apis/apps/v1?hash="
                        + document("apis/apps/v1").hash());
        assertThat(API.v3("apis/apps/v9")).isNull();
    }

    @Test
    void everyReferenceOfEveryDocumentLeadsSomewhere() {
        for (String path : Json.parse(API.v3Root()).path("paths").propertyNames()) {
            JsonNode json = Json.parse(document(path).json());
            Set<String> names =
                    new TreeSet<>(json.path("components").path("schemas").propertyNames());
            assertThat(names).as(path).containsAll(references(json, "#/components/schemas/"));
        }
        JsonNode v2 = Json.parse(API.v2().json());
        assertThat(new TreeSet<>(v2.path("definitions").propertyNames())).containsAll(references(v2, "#/definitions/"));
    }

    @Test
    void operationNamesAreNotGivenTwice() {
        Set<String> seen = new HashSet<>();
        JsonNode paths = Json.parse(API.v2().json()).path("paths");
        for (JsonNode path : paths) {
            for (JsonNode operation : path) {
                String id = operation.path("operationId").asString("");
                assertThat(id.isEmpty() || seen.add(id)).as(id).isTrue();
            }
        }
        assertThat(seen)
                .contains(
                        "readCoreV1NamespacedPod",
                        "listAppsV1DeploymentForAllNamespaces",
                        "deleteAppsV1CollectionNamespacedDeployment",
                        "connectCoreV1GetNamespacedPodExec",
                        "connectCoreV1PutNodeProxyWithPath",
                        "watchCoreV1NamespacedPodList",
                        "replaceCoreV1NamespaceFinalize",
                        "createCoreV1NamespacedServiceAccountToken",
                        "readRbacAuthorizationV1ClusterRole");
    }

    @Test
    void operationsCarryActionKindAndParameters() {
        JsonNode path =
                v3("apis/apps/v1").path("paths").path("/apis/apps/v1/namespaces/{namespace}/deployments/{name}");
        JsonNode delete = path.path("delete");
        assertThat(delete.path("x-kubernetes-action").asString()).isEqualTo("delete");
        assertThat(delete.path("x-kubernetes-group-version-kind"))
                .isEqualTo(tree("{'group':'apps','version':'v1','kind':'Deployment'}"));
        assertThat(names(delete.path("parameters")))
                .containsExactly(
                        "dryRun",
                        "gracePeriodSeconds",
                        "ignoreStoreReadErrorWithClusterBreakingPotential",
                        "orphanDependents",
                        "propagationPolicy");
        assertThat(names(path.path("parameters"))).containsExactly("name", "namespace", "pretty");
    }

    @Test
    void parametersSayWhatTheFieldsOfOptionsSay() {
        JsonNode pods = v3("api/v1").path("paths").path("/api/v1/namespaces/{namespace}/pods");
        assertThat(parameter(pods.path("get"), "limit"))
                .startsWith("limit is a maximum number of responses to return for a list call.");
        assertThat(parameter(pods.path("post"), "fieldManager")).doesNotContain("apply-patch");
        JsonNode pod = v3("api/v1").path("paths").path("/api/v1/namespaces/{namespace}/pods/{name}");
        assertThat(parameter(pod.path("patch"), "fieldManager")).contains("required for apply requests");
        assertThat(parameter(pod, "name")).isEqualTo("name of the Pod");
        JsonNode log = v3("api/v1").path("paths").path("/api/v1/namespaces/{namespace}/pods/{name}/log");
        assertThat(parameter(log, "follow")).isEqualTo("Follow the log stream of the pod. Defaults to false.");
        assertThat(parameter(log, "sinceTime")).isEmpty();
    }

    @Test
    void operationsTellWhatTheyDo() {
        JsonNode paths = v3("api/v1").path("paths");
        assertThat(Map.of(
                        "/api/v1/componentstatuses", "list objects of kind ComponentStatus",
                        "/api/v1/pods", "list or watch objects of kind Pod",
                        "/api/v1/watch/pods",
                                "watch individual changes to a list of Pod. deprecated: use the 'watch' parameter"
                                        + " with a list operation instead.",
                        "/api/v1/namespaces/{namespace}/pods/{name}/exec", "connect GET requests to exec of Pod"))
                .allSatisfy((path, text) ->
                        assertThat(description(paths, path, "get")).isEqualTo(text));
        assertThat(description(paths, "/api/v1/namespaces/{namespace}/events", "post"))
                .isEqualTo("create an Event");
        assertThat(description(paths, "/api/v1/namespaces/{namespace}/endpoints", "post"))
                .isEqualTo("create Endpoints");
        assertThat(description(paths, "/api/v1/namespaces/{namespace}/pods/{name}/eviction", "post"))
                .isEqualTo("create eviction of a Pod");
        assertThat(description(paths, "/api/v1/namespaces/{namespace}/pods/{name}/status", "put"))
                .isEqualTo("replace status of the specified Pod");
    }

    @Test
    void v2TellsOnceWhatManyOperationsTake() {
        JsonNode v2 = Json.parse(API.v2().json());
        JsonNode pods = v2.path("paths").path("/api/v1/namespaces/{namespace}/pods");
        assertThat(references(pods.path("parameters"), "#/parameters/"))
                .contains("namespace-vgWSWtn3", "pretty-tJGM1-ng");
        assertThat(names(pods.path("post").path("parameters"))).contains("body", "dryRun", "fieldValidation");
        assertThat(new TreeSet<>(v2.path("parameters").propertyNames())).isEqualTo(references(v2, "#/parameters/"));
    }

    @Test
    void fieldsThatATypeTakesInKeepTheirFacts() {
        JsonNode ephemeral =
                v3("api/v1").path("components").path("schemas").path("io.k8s.api.core.v1.EphemeralContainer");
        assertThat(ephemeral.path("required")).isEqualTo(tree("['name']"));
        assertThat(ephemeral.at("/properties/env/x-kubernetes-list-map-keys")).isEqualTo(tree("['name']"));
        assertThat(ephemeral.at("/properties/imagePullPolicy/enum"))
                .isEqualTo(tree("['Always','IfNotPresent','Never']"));
    }

    @Test
    void patchesMayBeAppliedByTheServer() {
        JsonNode patch = v3("apis/apps/v1")
                .path("paths")
                .path("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
                .path("patch");
        assertThat(patch.path("requestBody").path("content").propertyNames())
                .containsExactly(
                        "application/apply-patch+yaml",
                        "application/json-patch+json",
                        "application/merge-patch+json",
                        "application/strategic-merge-patch+json");
    }

    @Test
    void schemasCarryDefaultsEnumsAndMergeFacts() {
        JsonNode schemas = v3("api/v1").path("components").path("schemas");
        assertThat(withoutTexts(schemas.path("io.k8s.api.core.v1.ServicePort")
                        .path("properties")
                        .path("protocol")))
                .isEqualTo(tree("{'type':'string','default':'TCP','enum':['SCTP','TCP','UDP']}"));
        assertThat(withoutTexts(schemas.path("io.k8s.api.core.v1.Container")
                        .path("properties")
                        .path("ports")))
                .isEqualTo(tree("{'type':'array','items':{'default':{},'allOf':[{'$ref':"
                        + "'#/components/schemas/io.k8s.api.core.v1.ContainerPort'}]},"
                        + "'x-kubernetes-list-map-keys':['containerPort','protocol'],'x-kubernetes-list-type':'map',"
                        + "'x-kubernetes-patch-merge-key':'containerPort','x-kubernetes-patch-strategy':'merge'}"));
        assertThat(withoutTexts(schemas.path("io.k8s.api.core.v1.ServiceSpec")
                        .path("properties")
                        .path("ipFamilies")))
                .isEqualTo(tree("{'type':'array','items':{'type':'string','default':'','enum':['','IPv4','IPv6']},"
                        + "'x-kubernetes-list-type':'atomic'}"));
        assertThat(withoutTexts(schemas.path("io.k8s.apimachinery.pkg.util.intstr.IntOrString")))
                .isEqualTo(tree("{'format':'int-or-string','oneOf':[{'type':'integer'},{'type':'string'}]}"));
        assertThat(schemas.path("io.k8s.api.core.v1.ConfigMap")
                        .path("properties")
                        .path("data")
                        .path("description")
                        .asString())
                .startsWith("Data contains the configuration data.");
    }

    @Test
    void kindsOfEveryGroupNameTheGroupOfTheDocument() {
        assertThat(v3("apis/apps/v1")
                        .path("components")
                        .path("schemas")
                        .path(META + "WatchEvent")
                        .path("x-kubernetes-group-version-kind"))
                .isEqualTo(
                        tree(
                                "[{'group':'','kind':'WatchEvent','version':'v1'},{'group':'apps','kind':'WatchEvent','version':'v1'}]"));
    }

    @Test
    void v2RefersPlainlyAndHasNoDefaults() {
        JsonNode spec = Json.parse(API.v2().json())
                .path("definitions")
                .path("io.k8s.api.apps.v1.DeploymentSpec")
                .path("properties");
        assertThat(withoutTexts(spec.path("template")))
                .isEqualTo(tree("{'$ref':'#/definitions/io.k8s.api.core.v1.PodTemplateSpec'}"));
        assertThat(withoutTexts(spec.path("strategy")))
                .isEqualTo(
                        tree(
                                "{'$ref':'#/definitions/io.k8s.api.apps.v1.DeploymentStrategy','x-kubernetes-patch-strategy':'retainKeys'}"));
    }

    @Test
    void customResourcesGetKindMetadataListAndPaths() {
        ResourceDefinition things =
                things("{'type':'object','description':'A thing.','properties':{'spec':{'type':'object',"
                        + "'properties':{'ios':{'x-kubernetes-int-or-string':true},'emb':{'type':'object',"
                        + "'x-kubernetes-embedded-resource':true,'x-kubernetes-preserve-unknown-fields':true},"
                        + "'n':{'type':'integer','default':3,'nullable':true}}}}}");
        OpenApi api = OpenApi.of(List.of(things));
        JsonNode json = Json.parse(
                Objects.requireNonNull(api.v3("apis/stable.example.com/v1")).json());
        JsonNode thing = json.path("components").path("schemas").path("com.example.stable.v1.Thing");
        assertThat(thing.path("properties").propertyNames()).contains("apiVersion", "kind", "metadata", "spec");
        assertThat(thing.path("x-kubernetes-group-version-kind"))
                .isEqualTo(tree("[{'group':'stable.example.com','kind':'Thing','version':'v1'}]"));
        JsonNode spec = thing.path("properties").path("spec").path("properties");
        assertThat(spec.path("ios").path("anyOf")).isEqualTo(tree("[{'type':'integer'},{'type':'string'}]"));
        assertThat(spec.path("emb").path("required")).isEqualTo(tree("['kind','apiVersion']"));
        assertThat(spec.path("emb").path("properties").propertyNames()).contains("apiVersion", "kind", "metadata");
        assertThat(json.path("info")).isEqualTo(tree("{'title':'Kubernetes CRD Swagger','version':'v0.1.0'}"));
        assertThat(thing.path("x-kubernetes-selectable-fields")).isEqualTo(tree("[{'fieldPath':'spec.n'}]"));
        assertThat(names(json.path("paths")
                        .path("/apis/stable.example.com/v1/namespaces/{namespace}/things/{name}")
                        .path("get")
                        .path("parameters")))
                .containsExactly("resourceVersion");
        assertThat(spec.path("n")).isEqualTo(tree("{'type':'integer','default':3,'nullable':true}"));
        assertThat(json.path("components")
                        .path("schemas")
                        .path("com.example.stable.v1.ThingList")
                        .path("required"))
                .isEqualTo(tree("['items']"));
        assertThat(json.path("paths").propertyNames())
                .contains(
                        "/apis/stable.example.com/v1/namespaces/{namespace}/things/{name}/status",
                        "/apis/stable.example.com/v1/things");
        JsonNode v2 = Json.parse(api.v2().json()).path("definitions").path("com.example.stable.v1.Thing");
        assertThat(v2.path("properties")
                        .path("spec")
                        .path("properties")
                        .path("n")
                        .has("type"))
                .isFalse();
        assertThat(v2.path("properties").path("metadata").path("$ref").asString())
                .isEqualTo("#/definitions/" + META + "ObjectMeta");
    }

    @Test
    void aChangeRenewsTheDocumentsItTouchesAndNoOthers() {
        List<ResourceDefinition> served = new ArrayList<>(BUILT_IN);
        served.add(things("{'type':'object'}"));
        OpenApi before = OpenApi.of(served);
        OpenApiDocument apps = before.v3("apis/apps/v1");
        served.set(served.size() - 1, things("{'type':'object','description':'Changed.'}"));
        OpenApi after = before.with(served);
        assertThat(after.v3("apis/apps/v1")).isSameAs(apps);
        assertThat(after.v3Hash("apis/stable.example.com/v1"))
                .isNotNull()
                .isNotEqualTo(before.v3Hash("apis/stable.example.com/v1"));
        assertThat(after.v2().hash()).isNotEqualTo(before.v2().hash());
    }

    @Test
    void hashesDoNotDependOnTheProcess() {
        assertThat(OpenApi.of(BuiltInKinds.load().resources()).v3Hash("api/v1")).isEqualTo(API.v3Hash("api/v1"));
    }

    @Test
    void protobufCarriesWhatJsonDoes() {
        for (byte[] protobuf : List.of(API.v2().protobuf(), document("api/v1").protobuf())) {
            String text = new String(protobuf, StandardCharsets.ISO_8859_1);
            // readable by a person: names, texts and extensions are plain in the wire format
            assertThat(text)
                    .contains("Kubernetes")
                    .contains("readCoreV1NamespacedPod")
                    .contains("io.k8s.api.core.v1.PodSpec")
                    .contains("x-kubernetes-group-version-kind")
                    .contains("{\"group\":\"\",\"kind\":\"Pod\",\"version\":\"v1\"}");
        }
    }

    private static ResourceDefinition things(String schema) {
        GroupVersionKind kind = new GroupVersionKind("stable.example.com", "v1", "Thing");
        Schema read = Schema.read((ObjectNode) tree(schema));
        return ResourceDefinition.builder(kind, "things")
                .namespaced(true)
                .custom(true)
                .verbs(Set.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"))
                .subresource(new Subresource("status", kind, false, Set.of("get", "patch", "update")))
                .selectableFields(List.of(SelectableField.of("spec.n")))
                .schema(() -> read)
                .build();
    }

    private static OpenApiDocument document(String path) {
        return Objects.requireNonNull(API.v3(path), path);
    }

    private static JsonNode v3(String path) {
        return Json.parse(document(path).json());
    }

    private static Set<String> references(JsonNode node, String prefix) {
        Set<String> found = new TreeSet<>();
        node.findValues("$ref").stream()
                .filter(reference -> reference.asString("").startsWith(prefix))
                .forEach(reference -> found.add(reference.asString().substring(prefix.length())));
        return found;
    }

    private static String parameter(JsonNode at, String name) {
        return at.path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asString("").equals(name))
                .map(parameter -> parameter.path("description").asString(""))
                .findFirst()
                .orElse("");
    }

    private static String description(JsonNode paths, String path, String method) {
        return paths.path(path).path(method).path("description").asString("");
    }

    private static List<String> names(JsonNode parameters) {
        List<String> names = new ArrayList<>();
        parameters.forEach(parameter -> names.add(parameter.path("name").asString()));
        return names;
    }

    private static JsonNode withoutTexts(JsonNode schema) {
        ObjectNode bare = (ObjectNode) schema.deepCopy();
        bare.remove("description");
        return bare;
    }

    private static JsonNode tree(String json) {
        return Json.parse(json.replace('\'', '"'));
    }
}
