package io.davit.test.operator;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps the workloads of a backup, and counts how often it is asked to. */
@Workflow(
        dependents = {
            @Dependent(type = PlanConfigMap.class),
            @Dependent(type = Workloads.Front.class),
            @Dependent(type = Workloads.Workers.class),
            @Dependent(type = Workloads.Store.class)
        })
@ControllerConfiguration
public class WorkloadReconciler implements Reconciler<Backup> {

    private final AtomicInteger count = new AtomicInteger();

    @Override
    public UpdateControl<Backup> reconcile(Backup backup, Context<Backup> context) {
        count.incrementAndGet();
        Backup.Status status = new Backup.Status();
        status.phase = "Kept";
        status.observedGeneration = backup.getMetadata().getGeneration();
        backup.setStatus(status);
        return UpdateControl.patchStatus(backup);
    }

    int count() {
        return count.get();
    }
}
