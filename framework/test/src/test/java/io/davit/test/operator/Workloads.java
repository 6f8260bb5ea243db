package io.davit.test.operator;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.Map;

/** Dependents that leave much to the server's defaults, as people write them. */
final class Workloads {

    private Workloads() {}

    /** A port without a protocol, a target port by name. */
    @KubernetesDependent
    public static class Front extends CRUDKubernetesDependentResource<Service, Backup> {

        @Override
        protected Service desired(Backup backup, Context<Backup> context) {
            return new ServiceBuilder()
                    .withMetadata(meta(backup, "front"))
                    .withNewSpec()
                    .withSelector(labels(backup))
                    .addNewPort()
                    .withName("web")
                    .withPort(80)
                    .withTargetPort(new IntOrString("web"))
                    .endPort()
                    .addNewPort()
                    .withName("metrics")
                    .withPort(9090)
                    .endPort()
                    .endSpec()
                    .build();
        }
    }

    /** As many replicas as the backup retains. */
    @KubernetesDependent
    public static class Workers extends CRUDKubernetesDependentResource<Deployment, Backup> {

        @Override
        protected Deployment desired(Backup backup, Context<Backup> context) {
            return new DeploymentBuilder()
                    .withMetadata(meta(backup, "workers"))
                    .withNewSpec()
                    .withReplicas(backup.getSpec().retention)
                    .withNewSelector()
                    .withMatchLabels(labels(backup))
                    .endSelector()
                    .withTemplate(template(backup))
                    .endSpec()
                    .build();
        }
    }

    /** With a claim for each replica. */
    @KubernetesDependent
    public static class Store extends CRUDKubernetesDependentResource<StatefulSet, Backup> {

        @Override
        protected StatefulSet desired(Backup backup, Context<Backup> context) {
            return new StatefulSetBuilder()
                    .withMetadata(meta(backup, "store"))
                    .withNewSpec()
                    .withServiceName(named(backup, "front"))
                    .withNewSelector()
                    .withMatchLabels(labels(backup))
                    .endSelector()
                    .withTemplate(template(backup))
                    .withVolumeClaimTemplates(new PersistentVolumeClaimBuilder()
                            .withNewMetadata()
                            .withName("data")
                            .endMetadata()
                            .withNewSpec()
                            .withAccessModes("ReadWriteOnce")
                            .withNewResources()
                            .withRequests(Map.of("storage", new Quantity("1Gi")))
                            .endResources()
                            .endSpec()
                            .build())
                    .endSpec()
                    .build();
        }
    }

    private static PodTemplateSpec template(Backup backup) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels(backup))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("worker")
                .withImage("example.com/worker:1")
                .addNewPort()
                .withName("web")
                .withContainerPort(8080)
                .endPort()
                .addNewEnv()
                .withName("SOURCE")
                .withValue(backup.getSpec().source)
                .endEnv()
                .addNewEnv()
                .withName("NODE")
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath("spec.nodeName")
                .endFieldRef()
                .endValueFrom()
                .endEnv()
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity("500m"), "memory", new Quantity("64Mi")))
                .endResources()
                .withNewReadinessProbe()
                .withNewHttpGet()
                .withPath("/ready")
                .withPort(new IntOrString("web"))
                .endHttpGet()
                .endReadinessProbe()
                .endContainer()
                .addNewVolume()
                .withName("plan")
                .withNewConfigMap()
                .withName(named(backup, "plan"))
                .endConfigMap()
                .endVolume()
                .endSpec()
                .build();
    }

    private static ObjectMeta meta(Backup backup, String what) {
        return new ObjectMetaBuilder()
                .withName(named(backup, what))
                .withNamespace(backup.getMetadata().getNamespace())
                .withLabels(labels(backup))
                .build();
    }

    private static String named(Backup backup, String what) {
        return backup.getMetadata().getName() + "-" + what;
    }

    private static Map<String, String> labels(Backup backup) {
        return Map.of("app", backup.getMetadata().getName());
    }
}
