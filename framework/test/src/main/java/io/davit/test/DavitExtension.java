package io.davit.test;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the API layer in memory in this JVM, once for a test class and what is nested in it, and injects a
 * {@link KubernetesClient} of its administrator, and the {@link RunningDavit} itself.
 *
 * <p>As it comes: {@code @ExtendWith(DavitExtension.class)}. With users or manifests of one's own:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final DavitExtension davit =
 *         DavitExtension.builder().manifest("/backup-crd.yaml").user("alice", "developers").build();
 * }</pre>
 *
 * <p>The client is one of fabric8's and knows nothing of Davit: a test passes on any Kubernetes cluster as well. There are no
 * controllers behind the API, as in envtest: nothing makes pods of a deployment.
 */
public final class DavitExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private final Builder from;
    private int depth;
    private @Nullable RunningDavit running;

    /** Without users and manifests, for {@code @ExtendWith}. */
    public DavitExtension() {
        this(builder());
    }

    private DavitExtension(Builder from) {
        this.from = from;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The API layer of the present test class. */
    public RunningDavit running() {
        RunningDavit present = running;
        if (present == null) {
            throw new IllegalStateException(
                    "Davit runs while a test class runs: register the extension as a static field");
        }
        return present;
    }

    /** A client of the administrator. */
    public KubernetesClient client() {
        return running().client();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (depth++ == 0) {
            running = RunningDavit.start(from.users, from.manifests);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (--depth == 0) {
            RunningDavit ended = running();
            running = null;
            ended.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KubernetesClient.class || type == RunningDavit.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KubernetesClient.class ? client() : running();
    }

    /** Says what the API layer starts with. */
    public static final class Builder {

        private final Map<String, List<String>> users = new LinkedHashMap<>();
        private final List<String> manifests = new ArrayList<>();

        private Builder() {}

        /** A further user, whose client {@link RunningDavit#client(String)} gives. */
        public Builder user(String name, String... groups) {
            users.put(name, List.of(groups));
            return this;
        }

        /**
         * Objects that exist from the beginning: a YAML file on the class path, such as {@code /backup-crd.yaml}. After a
         * CustomResourceDefinition, its resources can be used.
         */
        public Builder manifest(String resource) {
            manifests.add(resource);
            return this;
        }

        public DavitExtension build() {
            return new DavitExtension(this);
        }
    }
}
