package io.davit.apiserver.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.kinds.BuiltInKinds;
import io.davit.kinds.ResourceDefinition;
import io.davit.kinds.Subresource;
import io.davit.model.GroupVersionKind;
import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

    private static final BuiltInKinds KINDS = BuiltInKinds.load();
    private static final GroupVersionKind THING = new GroupVersionKind("example.com", "v1", "Thing");

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/configmaps, 200",
        "POST, /api/v1/configmaps, 405",
        "DELETE, /api/v1/configmaps, 405",
        "POST, /api/v1/namespaces/n/configmaps, 200",
        "DELETE, /api/v1/namespaces/n/configmaps, 200",
        "PUT, /api/v1/namespaces/n/configmaps, 405",
        "HEAD, /api/v1/namespaces/n/configmaps, 405",
        "BREW, /api/v1/namespaces/n/configmaps, 405",
        "PUT, /api/v1/namespaces/n/configmaps/a, 200",
        "POST, /api/v1/namespaces/n/configmaps/a, 405",
        "GET, /api/v1/configmaps/a, 404",
        "GET, /api/v1/namespaces/n/nodes, 404",
        "GET, /api/v1/namespaces/n/nodes/a, 404",
        "GET, /api/v1/namespaces//configmaps, 200",
        "GET, /api/v1/namespaces//configmaps/a, 400",
        "POST, /api/v1/namespaces//configmaps, 400",
        "GET, /api/v1/namespaces/n/configmaps/., 400",
        "GET, /api/v1/namespaces/n/configmaps/.., 400",
        "GET, /api/v1/namespaces/n/configmaps/a%b, 400",
        "GET, /api/v1/namespaces/n/pods//status, 400",
        "GET, /api/v1/namespaces/n/configmaps/a/status, 404",
        "DELETE, /api/v1/namespaces, 405",
        "GET, /api/v1/namespaces/n/status, 200",
        "GET, /api/v1/namespaces/n/finalize, 405",
        "PUT, /api/v1/namespaces/n/pods/a/log, 405",
        "GET, /api/v1/namespaces/n/pods/a/status/more, 404",
        "GET, /api/v1/namespaces/n/pods/a/proxy/more, 200",
        "GET, /api/v1/namespaces/n/pods/a/eviction, 405",
        "POST, /api/v1/componentstatuses, 405",
        "GET, /apis/authorization.k8s.io/v1/subjectaccessreviews, 405",
        "GET, /apis/authentication.k8s.io/v1/tokenreviews/a, 404",
        "GET, /api/v1/bindings, 404",
        "GET, /api/v1/watch/namespaces/n/configmaps/a, 200",
        "GET, /api/v1/watch/configmaps, 200",
        "POST, /api/v1/watch/configmaps, 405",
        "GET, /api/v1/watch/componentstatuses, 404",
        "GET, /api/v1/watch/namespaces/n/pods/a/status, 404",
        "GET, /api/v1/watch/namespaces/n, 200",
    })
    void servesBuiltInResourcesFromATableOfPaths(String method, String path, int code) {
        ResourcePath read = Objects.requireNonNull(ResourcePath.parse(
                path, (version, name) -> Set.of("status", "finalize").contains(name)));
        ResourceDefinition definition = Objects.requireNonNull(KINDS.resource(new GroupVersionResource(
                read.groupVersion().group(), read.groupVersion().version(), read.resource())));

        if (code == 200) {
            assertThatCode(() -> Routing.builtIn(method, read, definition)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> Routing.builtIn(method, read, definition))
                    .extracting(thrown -> ((ApiException) thrown).code())
                    .isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /apis/example.com/v1/things, 200",
        "HEAD, /apis/example.com/v1/namespaces/n/things, 200",
        "GET, /apis/example.com/v1/namespaces/n/things/a, 200",
        "GET, /apis/example.com/v1/namespaces/n/things/a/status, 200",
        "GET, /apis/example.com/v1/namespaces/n/things/a/scale, 404",
        "DELETE, /apis/example.com/v1/namespaces/n/things/a/status, 405",
        "OPTIONS, /apis/example.com/v1/namespaces/n/things, 405",
        "PUT, /apis/example.com/v1/namespaces/n/things, 400",
        "POST, /apis/example.com/v1/namespaces/n/things/a, 200",
        "GET, /apis/example.com/v1/things/a, 0",
        "POST, /apis/example.com/v1/things, 0",
        "DELETE, /apis/example.com/v1/things, 0",
    })
    void servesCustomResourcesByWhatTheRequestIsAbout(String method, String path, int code) {
        RequestInfo request = RequestInfo.parse(method, path, Query.EMPTY);

        if (code == 200 || code == 0) {
            assertThat(Routing.custom(request, things())).isEqualTo(code == 200);
        } else {
            assertThatThrownBy(() -> Routing.custom(request, things()))
                    .extracting(thrown -> ((ApiException) thrown).code())
                    .isEqualTo(code);
        }
    }

    @Test
    void namesTheVerbThatACustomResourceDoesNotKnow() {
        RequestInfo request = RequestInfo.parse("OPTIONS", "/apis/example.com/v1/namespaces/n/things", Query.EMPTY);

        assertThatThrownBy(() -> Routing.custom(request, things()))
                .hasMessage(" is not supported on resources of kind \"things.example.com\"");
    }

    private static ResourceDefinition things() {
        return ResourceDefinition.builder(THING, "things")
                .namespaced(true)
                .custom(true)
                .verbs(Set.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"))
                .subresource(new Subresource("status", THING, false, Set.of("get", "patch", "update")))
                .build();
    }
}
