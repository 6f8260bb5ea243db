package io.davit.test.operator;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;

/** Plans every backup and says so in its status. */
@Workflow(dependents = @Dependent(type = PlanConfigMap.class))
@ControllerConfiguration
public class BackupReconciler implements Reconciler<Backup> {

    @Override
    public UpdateControl<Backup> reconcile(Backup backup, Context<Backup> context) {
        Backup.Status status = new Backup.Status();
        status.phase = "Planned";
        status.observedGeneration = backup.getMetadata().getGeneration();
        backup.setStatus(status);
        return UpdateControl.patchStatus(backup);
    }
}
