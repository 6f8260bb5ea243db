package io.davit.test.operator;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** The plan of a backup, kept in a ConfigMap that the backup owns. */
@KubernetesDependent
public class PlanConfigMap extends CRUDKubernetesDependentResource<ConfigMap, Backup> {

    @Override
    protected ConfigMap desired(Backup backup, Context<Backup> context) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(backup.getMetadata().getName() + "-plan")
                .withNamespace(backup.getMetadata().getNamespace())
                .endMetadata()
                .addToData("schedule", backup.getSpec().schedule)
                .addToData("source", backup.getSpec().source)
                .build();
    }
}
