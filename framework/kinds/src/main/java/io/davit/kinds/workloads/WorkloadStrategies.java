package io.davit.kinds.workloads;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of workloads. */
public final class WorkloadStrategies {

    private WorkloadStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("", "replicationcontrollers"), new ReplicationControllerStrategy(),
                new GroupResource("apps", "replicasets"), new ReplicaSetStrategy(),
                new GroupResource("apps", "deployments"), new DeploymentStrategy(),
                new GroupResource("apps", "daemonsets"), new DaemonSetStrategy(),
                new GroupResource("apps", "statefulsets"), new StatefulSetStrategy());
    }
}
