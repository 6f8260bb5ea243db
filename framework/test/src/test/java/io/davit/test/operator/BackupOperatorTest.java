package io.davit.test.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.test.DavitExtension;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plain operator on java-operator-sdk that knows nothing of Davit. */
class BackupOperatorTest {

    @RegisterExtension
    static final DavitExtension davit =
            DavitExtension.builder().manifest("/backup-crd.yaml").build();

    private final KubernetesClient client = davit.client();
    private Operator operator;

    @BeforeEach
    void start() {
        operator = new Operator(configuration ->
                configuration.withKubernetesClient(davit.running().client("admin")));
        operator.register(new BackupReconciler());
        operator.start();
    }

    @AfterEach
    void stop() {
        operator.stop();
    }

    @Test
    void plansABackupAndReportsIt() {
        Backup backup = client.resource(client.resources(Backup.class)
                        .load(BackupOperatorTest.class.getResourceAsStream("/manifests/custom-resource-example.yaml"))
                        .item())
                .create();

        Backup planned = client.resource(backup)
                .waitUntilCondition(
                        present -> present.getStatus() != null && "Planned".equals(present.getStatus().phase),
                        20,
                        TimeUnit.SECONDS);
        assertThat(planned.getStatus().observedGeneration).isEqualTo(1);
        ConfigMap plan = client.configMaps().withName("database-backup-plan").get();
        assertThat(plan.getData()).containsEntry("schedule", "0 0 * * *").containsEntry("source", "mysql-database");
        assertThat(plan.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getKind()).isEqualTo("Backup");
            assertThat(owner.getUid()).isEqualTo(planned.getMetadata().getUid());
        });

        client.resource(planned).edit(present -> {
            present.getSpec().schedule = "0 6 * * *";
            return present;
        });
        client.configMaps()
                .withName("database-backup-plan")
                .waitUntilCondition(
                        present -> present != null
                                && "0 6 * * *".equals(present.getData().get("schedule")),
                        20,
                        TimeUnit.SECONDS);
        client.resource(planned)
                .waitUntilCondition(present -> present.getStatus().observedGeneration == 2, 20, TimeUnit.SECONDS);
    }
}
