package io.davit.kinds.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.kinds.BuiltInKinds;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Subresource;
import io.davit.model.GroupVersionKind;
import io.davit.model.json.Json;
import io.davit.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OpenApiTest {

    private static final List<ResourceDefinition> BUILT_IN = BuiltInKinds.load().resources();
    private static final OpenApi API = OpenApi.of(BUILT_IN);
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

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
                .filter(JsonNode::isString)
                .forEach(reference -> found.add(reference.asString().substring(prefix.length())));
        return found;
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
