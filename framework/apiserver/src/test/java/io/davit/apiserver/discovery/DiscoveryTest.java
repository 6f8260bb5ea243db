package io.davit.apiserver.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.apiserver.negotiation.Negotiation;
import io.davit.apiserver.request.Query;
import io.davit.kinds.BuiltInKinds;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Subresource;
import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DiscoveryTest {

    private static final String V2 = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private static final Set<String> EVERYTHING =
            Set.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final Discovery discovery = Discovery.of(definitions());
    private final DiscoveryPaths paths = new DiscoveryPaths(discovery, List.of("/version"));

    @Test
    void describesAGroup() {
        assertThat(Json.text(Objects.requireNonNull(discovery.group("autoscaling"))))
                .isEqualTo("{\"kind\":\"APIGroup\",\"apiVersion\":\"v1\",\"name\":\"autoscaling\",\"versions\":["
                        + "{\"groupVersion\":\"autoscaling/v2\",\"version\":\"v2\"},"
                        + "{\"groupVersion\":\"autoscaling/v1\",\"version\":\"v1\"}],"
                        + "\"preferredVersion\":{\"groupVersion\":\"autoscaling/v2\",\"version\":\"v2\"}}");
        assertThat(discovery.group("no.such.group")).isNull();
    }

    @Test
    void describesTheResourcesOfAGroupVersion() {
        assertThat(Json.text(resources(new GroupVersion("batch", "v1"))))
                .isEqualTo(
                        "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"groupVersion\":\"batch/v1\",\"resources\":["
                                + "{\"name\":\"cronjobs\",\"singularName\":\"cronjob\",\"namespaced\":true,\"kind\":\"CronJob\","
                                + "\"verbs\":[\"create\",\"delete\",\"deletecollection\",\"get\",\"list\",\"patch\",\"update\","
                                + "\"watch\"],\"shortNames\":[\"cj\"],\"categories\":[\"all\"],"
                                + "\"storageVersionHash\":\"sd5LIXh4Fjs=\"},"
                                + "{\"name\":\"cronjobs/status\",\"singularName\":\"\",\"namespaced\":true,\"kind\":\"CronJob\","
                                + "\"verbs\":[\"get\",\"patch\",\"update\"]},"
                                + "{\"name\":\"jobs\",\"singularName\":\"job\",\"namespaced\":true,\"kind\":\"Job\","
                                + "\"verbs\":[\"create\",\"delete\",\"deletecollection\",\"get\",\"list\",\"patch\",\"update\","
                                + "\"watch\"],\"categories\":[\"all\"],\"storageVersionHash\":\"mudhfqk/qZY=\"},"
                                + "{\"name\":\"jobs/status\",\"singularName\":\"\",\"namespaced\":true,\"kind\":\"Job\","
                                + "\"verbs\":[\"get\",\"patch\",\"update\"]}]}");
    }

    @Test
    void hashesTheStoredVersionAndOnlyWhatIsStored() {
        assertThat(hash(new GroupVersion("autoscaling", "v1"), "horizontalpodautoscalers"))
                .isEqualTo("qwQve8ut294=");
        assertThat(hash(new GroupVersion("apiextensions.k8s.io", "v1"), "customresourcedefinitions"))
                .isEqualTo("jfWCUB31mvA=");
        assertThat(hash(new GroupVersion("", "v1"), "bindings")).isEmpty();
        assertThat(hash(new GroupVersion("", "v1"), "componentstatuses")).isEmpty();
    }

    @Test
    void leavesOutTheVersionOfTheCoreResourceList() {
        assertThat(resources(new GroupVersion("", "v1")).has("apiVersion")).isFalse();
    }

    @Test
    void ordersCustomVersionsByPriority() {
        ObjectNode group = Objects.requireNonNull(discovery.group("z.example.com"));

        assertThat(group.path("versions").findValuesAsString("version"))
                .containsExactly(
                        "v12", "v10", "v2", "v11beta2", "v3beta1", "v1beta2", "v11alpha2", "v1alpha1", "foo1", "foo10");
    }

    @Test
    void putsCustomGroupsLastInTheOrderOfTheirNames() {
        List<String> names = discovery
                .groups()
                .path("groups")
                .valueStream()
                .map(group -> group.path("name").stringValue())
                .toList();

        assertThat(names).startsWith("apiregistration.k8s.io", "apps", "events.k8s.io");
        assertThat(names).endsWith("a.example.com", "z.example.com");
    }

    @Test
    void describesACustomResource() {
        assertThat(Json.text(resources(new GroupVersion("a.example.com", "v1")).path("resources")))
                .startsWith("[{\"name\":\"things\",\"singularName\":\"thing\",\"namespaced\":true,\"kind\":\"Thing\","
                        + "\"verbs\":[\"delete\",\"deletecollection\",\"get\",\"list\",\"patch\",\"create\",\"update\","
                        + "\"watch\"],\"storageVersionHash\":")
                .endsWith(",{\"name\":\"things/status\",\"singularName\":\"\",\"namespaced\":true,\"kind\":\"Thing\","
                        + "\"verbs\":[\"get\",\"patch\",\"update\"]},"
                        + "{\"name\":\"things/scale\",\"singularName\":\"\",\"namespaced\":true,"
                        + "\"group\":\"autoscaling\",\"version\":\"v1\",\"kind\":\"Scale\","
                        + "\"verbs\":[\"get\",\"patch\",\"update\"]}]");
    }

    @Test
    void aggregatesEverything() {
        ObjectNode groups = discovery.aggregatedGroups();
        JsonNode apps = groups.path("items").get(1);

        assertThat(Json.text(groups))
                .startsWith("{\"kind\":\"APIGroupDiscoveryList\",\"apiVersion\":"
                        + "\"apidiscovery.k8s.io/v2\",\"metadata\":{},\"items\":[");
        assertThat(apps.path("metadata").path("name").stringValue()).isEqualTo("apps");
        assertThat(Json.text(apps.path("versions").get(0).path("resources").get(2)))
                .isEqualTo("{\"resource\":\"deployments\",\"responseKind\":{\"group\":\"\",\"version\":\"\",\"kind\":"
                        + "\"Deployment\"},\"scope\":\"Namespaced\",\"singularResource\":\"deployment\",\"verbs\":["
                        + "\"create\",\"delete\",\"deletecollection\",\"get\",\"list\",\"patch\",\"update\",\"watch\"],"
                        + "\"shortNames\":[\"deploy\"],\"categories\":[\"all\"],\"subresources\":[{\"subresource\":"
                        + "\"scale\",\"responseKind\":{\"group\":\"autoscaling\",\"version\":\"v1\",\"kind\":\"Scale\"},"
                        + "\"verbs\":[\"get\",\"patch\",\"update\"]},{\"subresource\":\"status\",\"responseKind\":{"
                        + "\"group\":\"\",\"version\":\"\",\"kind\":\"Deployment\"},\"verbs\":[\"get\",\"patch\","
                        + "\"update\"]}]}");
        assertThat(discovery.aggregatedCore().path("items")).hasSize(1);
    }

    @Test
    void answersItsPaths() {
        assertThat(text("GET", "/version")).contains("\"gitVersion\": \"v1.36.3\"");
        assertThat(text("GET", "/api/")).contains("\"versions\":[\"v1\"]").contains("\"serverAddress\":\"here:1\"");
        assertThat(text("GET", "/api/v1/")).contains("\"name\":\"pods\"");
        assertThat(text("POST", "/apis")).contains("APIGroupList");
        assertThat(text("GET", "/apis/apps/")).contains("\"name\":\"apps\"");
        assertThat(text("GET", "/apis/apps/v1")).contains("deployments");
        assertThat(text("GET", "/")).startsWith("{\n  \"paths\": [\n    \"/api\",\n    \"/api/v1\",\n    \"/apis\",\n");
    }

    @Test
    void knowsNothingOfUnknownGroups() {
        for (String path : List.of(
                "/apis/no.such",
                "/apis/no.such/v1",
                "/apis/v1",
                "/apis/a.example.com/v9",
                "/nothing",
                "//api/v1",
                "/API")) {
            assertThat(answer("GET", path, "", "")).as(path).isNull();
        }
        for (String path :
                List.of("/api/v2", "/api/v2/pods", "/apis/apps/v9", "/apis/apps/v9/x", "/api//v1", "/version/x")) {
            assertThatThrownBy(() -> answer("GET", path, "", ""))
                    .as(path)
                    .hasMessage("the server could not find the requested resource");
        }
    }

    @Test
    void refusesOtherMethodsAndForms() {
        for (String path : List.of("/api", "/version", "/apis/apps/v1", "/api/v1")) {
            assertThatThrownBy(() -> answer("POST", path, "", ""))
                    .as(path)
                    .hasMessage("the server does not allow this method on the requested resource");
        }
        assertThatThrownBy(() -> answer("GET", "/version", "application/yaml", ""))
                .hasMessage("406: Not Acceptable\n\nAvailable representations: application/json");
        assertThatThrownBy(() -> answer("GET", "/apis/apps", V2, "")).isInstanceOf(ApiException.class);
        for (String path : List.of("/api", "/api/v1", "/apis/apps/v1")) {
            assertThatThrownBy(() -> answer("GET", path, "application/*", ""))
                    .as(path)
                    .hasMessageStartingWith("406: Not Acceptable");
        }
    }

    @Test
    void groupsAreToldWhateverTheMethodIs() {
        assertThat(text("PUT", "/apis/apps")).contains("\"name\":\"apps\"");
        assertThatThrownBy(() -> answer("GET", "/apis/apps", "application/xml", ""))
                .hasMessageStartingWith("only the following media types are accepted: application/json,");
    }

    @Test
    void aggregatesInProtobufToo() {
        String asked = V2.replace("json", "vnd.kubernetes.protobuf");
        Document answer = Objects.requireNonNull(answer("GET", "/apis", asked, ""));
        assertThat(answer.contentType()).isEqualTo(asked);
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
                .startsWith("k8s\0")
                .contains("apidiscovery.k8s.io/v2", "APIGroupDiscoveryList", "deployments", "a.example.com", "Current");
    }

    @Test
    void tellsWhenAnAggregatedDocumentIsTheSame() {
        Document first = Objects.requireNonNull(answer("GET", "/apis", V2, ""));
        String tag = Objects.requireNonNull(first.headers().get("ETag"));

        assertThat(first.contentType()).isEqualTo(V2);
        assertThat(Objects.requireNonNull(answer("GET", "/apis", V2, tag)).code())
                .isEqualTo(304);
        assertThat(Objects.requireNonNull(answer("GET", "/apis", V2, "*")).code())
                .isEqualTo(200);
        assertThat(Objects.requireNonNull(answer("GET", "/api", V2, tag)).code())
                .isEqualTo(200);
    }

    private @Nullable Document answer(String method, String path, String accept, String tag) {
        return paths.answer(method, path, new Negotiation(accept, "", Query.EMPTY), "here:1", tag);
    }

    private String text(String method, String path) {
        return new String(Objects.requireNonNull(answer(method, path, "", "")).body(), StandardCharsets.UTF_8);
    }

    private ObjectNode resources(GroupVersion version) {
        return Objects.requireNonNull(discovery.resources(version));
    }

    private String hash(GroupVersion version, String name) {
        for (JsonNode resource : resources(version).path("resources")) {
            if (resource.path("name").stringValue().equals(name)) {
                return resource.path("storageVersionHash").asString("");
            }
        }
        throw new AssertionError("no " + name);
    }

    private static List<ResourceDefinition> definitions() {
        List<ResourceDefinition> all = new ArrayList<>(BuiltInKinds.load().resources());
        for (String version : "foo10 v1alpha1 v2 v10 v1beta2 foo1 v11alpha2 v3beta1 v12 v11beta2".split(" ")) {
            all.add(custom("z.example.com", version));
        }
        all.add(custom("a.example.com", "v1"));
        return all;
    }

    private static ResourceDefinition custom(String group, String version) {
        GroupVersionKind kind = new GroupVersionKind(group, version, "Thing");
        Set<String> verbs = Set.of("get", "patch", "update");
        return ResourceDefinition.builder(kind, "things")
                .namespaced(true)
                .custom(true)
                .verbs(EVERYTHING)
                .subresource(new Subresource("scale", new GroupVersionKind("autoscaling", "v1", "Scale"), true, verbs))
                .subresource(new Subresource("status", kind, false, verbs))
                .build();
    }
}
