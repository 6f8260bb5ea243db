package io.davit.test.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.test.DavitExtension;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JOSDK's own matching of dependents, by server-side apply and without it, finds what it wanted in what the server has defaulted: it comes
 * to rest, and stays there however often it looks.
 */
class DependentResourcesTest {

    @RegisterExtension
    static final DavitExtension davit =
            DavitExtension.builder().manifest("/backup-crd.yaml").build();

    /** Without a change, and without an event, for so long means at rest. */
    private static final Duration REST = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final KubernetesClient client = davit.client();
    private final WorkloadReconciler reconciler = new WorkloadReconciler();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dependentsComeToRest(boolean serverSideApply) throws InterruptedException {
        Operator operator = new Operator(configuration -> configuration
                .withKubernetesClient(davit.running().client("admin"))
                .withUseSSAToPatchPrimaryResource(serverSideApply)
                .withSSABasedCreateUpdateMatchForDependentResources(serverSideApply));
        operator.register(reconciler);
        operator.start();
        try {
            Backup backup = client.resource(backup(serverSideApply ? "applied" : "updated"))
                    .create();
            awaitGeneration(backup, 1);
            int made = awaitRest();
            Map<String, String> versions = versions(backup);
            assertThat(versions).hasSize(4);

            // looking again changes nothing
            named(backup).edit(present -> {
                present.getMetadata().setAnnotations(Map.of("look", "again"));
                return present;
            });
            named(backup).edit(present -> {
                present.getMetadata().setAnnotations(Map.of("look", "once more"));
                return present;
            });
            awaitRest();
            assertThat(versions(backup)).isEqualTo(versions);

            // one change is one update of what it concerns
            named(backup).edit(present -> {
                present.getSpec().retention = 3;
                return present;
            });
            awaitGeneration(backup, 2);
            int changed = awaitRest();
            assertThat(client.apps()
                            .deployments()
                            .withName(backup.getMetadata().getName() + "-workers")
                            .get()
                            .getSpec()
                            .getReplicas())
                    .isEqualTo(3);
            assertThat(changes(versions, versions(backup))).containsExactly("workers");
            assertThat(made).as("reconciliations to make everything").isLessThan(15);
            assertThat(changed - made).as("reconciliations for three changes").isLessThan(15);
        } finally {
            operator.stop();
            client.resources(Backup.class).delete();
        }
    }

    private Resource<Backup> named(Backup backup) {
        return client.resources(Backup.class).withName(backup.getMetadata().getName());
    }

    private void awaitGeneration(Backup backup, long generation) {
        client.resource(backup)
                .waitUntilCondition(
                        present -> present.getStatus() != null
                                && present.getStatus().observedGeneration != null
                                && present.getStatus().observedGeneration == generation,
                        PATIENCE.toSeconds(),
                        TimeUnit.SECONDS);
    }

    /** How often there was a reconciliation until there was none any more. */
    private int awaitRest() throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        int last = -1;
        while (reconciler.count() != last) {
            assertThat(Instant.now()).as("still not at rest").isBefore(end);
            last = reconciler.count();
            Thread.sleep(REST);
        }
        return last;
    }

    /** The resource versions of the dependents by what they are. */
    private Map<String, String> versions(Backup backup) {
        Map<String, String> versions = new TreeMap<>();
        String prefix = backup.getMetadata().getName() + "-";
        List<HasMetadata> all = List.of(
                client.configMaps().withName(prefix + "plan").get(),
                client.services().withName(prefix + "front").get(),
                client.apps().deployments().withName(prefix + "workers").get(),
                client.apps().statefulSets().withName(prefix + "store").get());
        all.forEach(each -> versions.put(
                each.getMetadata().getName().substring(prefix.length()),
                each.getMetadata().getResourceVersion()));
        return versions;
    }

    private static List<String> changes(Map<String, String> before, Map<String, String> after) {
        return after.keySet().stream()
                .filter(name -> !after.get(name).equals(before.get(name)))
                .toList();
    }

    private static Backup backup(String name) {
        Backup backup = new Backup();
        backup.setMetadata(new ObjectMetaBuilder().withName(name).build());
        Backup.Spec spec = new Backup.Spec();
        spec.source = "mysql-database";
        spec.schedule = "0 0 * * *";
        spec.retention = 2;
        backup.setSpec(spec);
        return backup;
    }
}
