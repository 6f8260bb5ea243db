package io.davit.apiserver.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.GroupVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResourcePathTest {

    private static final GroupVersion CORE = new GroupVersion("", "v1");

    @Test
    void readsCollectionsAndObjects() {
        assertThat(parse("/api/v1/nodes")).isEqualTo(new ResourcePath(CORE, false, null, "nodes", null, null, null));
        assertThat(parse("/api/v1/namespaces/n/pods//"))
                .isEqualTo(new ResourcePath(CORE, false, "n", "pods", null, null, null));
        assertThat(parse("/apis/apps/v1/namespaces/n/deployments/d/scale"))
                .isEqualTo(new ResourcePath(
                        new GroupVersion("apps", "v1"), false, "n", "deployments", "d", "scale", null));
        assertThat(parse("/api/v1/namespaces/n/pods/p/proxy/a//b"))
                .isEqualTo(new ResourcePath(CORE, false, "n", "pods", "p", "proxy", "a//b"));
    }

    @Test
    void readsTheNamespaceItself() {
        assertThat(parse("/api/v1/namespaces/n"))
                .isEqualTo(new ResourcePath(CORE, false, null, "namespaces", "n", null, null));
        assertThat(parse("/api/v1/namespaces/n/status/"))
                .isEqualTo(new ResourcePath(CORE, false, null, "namespaces", "n", "status", null));
    }

    @Test
    void readsAnEmptyNamespaceAsGiven() {
        assertThat(parse("/api/v1/namespaces//configmaps"))
                .isEqualTo(new ResourcePath(CORE, false, "", "configmaps", null, null, null));
    }

    @Test
    void readsWatchPaths() {
        assertThat(parse("/api/v1/watch/namespaces/n/pods/p"))
                .isEqualTo(new ResourcePath(CORE, true, "n", "pods", "p", null, null));
    }

    @Test
    void keepsEmptySegmentsInTheMiddle() {
        assertThat(parse("/api/v1/namespaces/n/configmaps//a"))
                .isEqualTo(new ResourcePath(CORE, false, "n", "configmaps", "", "a", null));
    }

    @Test
    void knowsOnlyPathsBelowAGroupVersion() {
        assertThat(parse("/api/v1")).isNull();
        assertThat(parse("/apis/apps/v1")).isNull();
        assertThat(parse("//api/v1/pods")).isNull();
        assertThat(parse("/API/v1/pods")).isNull();
        assertThat(parse("/version/../api/v1/pods")).isNull();
    }

    private static @Nullable ResourcePath parse(String path) {
        return ResourcePath.parse(path, (version, name) -> version.equals(CORE) && name.equals("status"));
    }
}
