package io.davit.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What fabric8's client does with the API layer. */
class KubernetesClientTest {

    @RegisterExtension
    static final DavitExtension davit =
            DavitExtension.builder().user("alice", "developers").build();

    private final KubernetesClient client = davit.client();
    private String namespace;

    @BeforeEach
    void makeANamespace(TestInfo test) {
        namespace = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        Namespace made = new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .build();
        client.resource(made).create();
    }

    @Test
    void createsReadsChangesAndDeletes() {
        ConfigMap made = client.resource(configMap("a", "1")).create();
        assertThat(made.getMetadata().getUid()).isNotBlank();
        assertThat(named("a").getData()).containsEntry("k", "1");

        ConfigMap updated = client.resource(named("a"))
                .edit(present ->
                        new ConfigMapBuilder(present).addToData("k", "2").build());
        assertThat(updated.getMetadata().getResourceVersion())
                .isNotEqualTo(made.getMetadata().getResourceVersion());
        client.configMaps()
                .inNamespace(namespace)
                .withName("a")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"k\":\"3\"}}");
        assertThat(named("a").getData()).containsEntry("k", "3");

        client.resource(named("a")).delete();
        assertThat(client.configMaps().inNamespace(namespace).withName("a").get())
                .isNull();
    }

    @Test
    void refusesAStaleVersion() {
        ConfigMap first = client.resource(configMap("a", "1")).create();
        client.resource(new ConfigMapBuilder(first).addToData("k", "2").build()).update();
        assertThatThrownBy(() -> client.resource(
                                new ConfigMapBuilder(first).addToData("k", "3").build())
                        .update())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(409);
                    assertThat(e.getStatus().getReason()).isEqualTo("Conflict");
                });
    }

    @Test
    void refusesUsersWithoutRights() {
        KubernetesClient alice = davit.running().client("alice");
        assertThatThrownBy(() -> alice.configMaps().inNamespace(namespace).list())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(403));
    }

    @Test
    void listsPageByPage() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            client.resource(configMap(name, "1")).create();
        }
        List<String> seen = new ArrayList<>();
        String next = null;
        int pages = 0;
        do {
            ConfigMapList page = client.configMaps()
                    .inNamespace(namespace)
                    .list(new ListOptionsBuilder()
                            .withLimit(2L)
                            .withContinue(next)
                            .build());
            page.getItems().forEach(each -> seen.add(each.getMetadata().getName()));
            next = page.getMetadata().getContinue();
            pages++;
        } while (next != null && !next.isEmpty());
        assertThat(seen).containsExactly("a", "b", "c", "d", "e");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void selectsByLabelsAndFields() {
        client.resource(new ConfigMapBuilder(configMap("a", "1"))
                        .editMetadata()
                        .addToLabels("tier", "front")
                        .endMetadata()
                        .build())
                .create();
        client.resource(configMap("b", "1")).create();
        assertThat(client.configMaps()
                        .inNamespace(namespace)
                        .withLabel("tier")
                        .list()
                        .getItems())
                .hasSize(1);
        assertThat(client.configMaps()
                        .inNamespace(namespace)
                        .withField("metadata.name", "b")
                        .list()
                        .getItems())
                .hasSize(1);
    }

    @Test
    void watchesChanges() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (Watch watch = client.configMaps().inNamespace(namespace).watch(new Watcher<ConfigMap>() {
            @Override
            public void eventReceived(Action action, ConfigMap object) {
                seen.add(action + " " + object.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add("closed: " + cause);
            }
        })) {
            assertThat(watch).isNotNull();
            client.resource(configMap("a", "1")).create();
            client.resource(configMap("a", "2")).update();
            client.resource(configMap("a", "2")).delete();
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("ADDED a");
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("MODIFIED a");
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("DELETED a");
        }
    }

    @Test
    void informersGoOnAfterTheServerRestarts() throws Exception {
        BlockingQueue<String> added = new LinkedBlockingQueue<>();
        client.resource(configMap("before", "1")).create();
        try (SharedIndexInformer<ConfigMap> informer = client.configMaps()
                .inNamespace(namespace)
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(ConfigMap object) {
                        added.add(object.getMetadata().getName());
                    }

                    @Override
                    public void onUpdate(ConfigMap old, ConfigMap present) {
                        added.add(present.getMetadata().getName() + "="
                                + present.getData().get("k"));
                    }

                    @Override
                    public void onDelete(ConfigMap object, boolean unknown) {
                        added.add("-" + object.getMetadata().getName());
                    }
                })) {
            assertThat(added.poll(10, TimeUnit.SECONDS)).isEqualTo("before");
            davit.running().restart();
            client.resource(configMap("after", "1")).create();
            assertThat(added.poll(30, TimeUnit.SECONDS)).isEqualTo("after");
            client.resource(configMap("before", "2")).update();
            assertThat(added.poll(30, TimeUnit.SECONDS)).isEqualTo("before=2");
            assertThat(informer.getStore().list()).hasSize(2);
        }
    }

    private ConfigMap named(String name) {
        return client.configMaps().inNamespace(namespace).withName(name).require();
    }

    private ConfigMap configMap(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .addToData("k", value)
                .build();
    }
}
