package io.davit.kinds;

import io.davit.kinds.admission.AdmissionStrategies;
import io.davit.kinds.apiservices.ApiServiceStrategy;
import io.davit.kinds.autoscaling.AutoscalingStrategies;
import io.davit.kinds.batch.BatchStrategies;
import io.davit.kinds.certificates.CertificateRequestStrategy;
import io.davit.kinds.config.ConfigStrategies;
import io.davit.kinds.coordination.LeaseStrategy;
import io.davit.kinds.devices.DeviceStrategies;
import io.davit.kinds.discovery.DiscoveryStrategies;
import io.davit.kinds.events.EventStrategies;
import io.davit.kinds.flowcontrol.FlowControlStrategies;
import io.davit.kinds.limits.LimitsStrategies;
import io.davit.kinds.namespaces.NamespaceStrategies;
import io.davit.kinds.networking.NetworkingStrategies;
import io.davit.kinds.nodes.NodeStrategies;
import io.davit.kinds.pods.PodStrategies;
import io.davit.kinds.policy.PolicyStrategies;
import io.davit.kinds.rbac.RbacStrategies;
import io.davit.kinds.revisions.ControllerRevisionStrategy;
import io.davit.kinds.services.ServiceStrategies;
import io.davit.kinds.storage.StorageStrategies;
import io.davit.kinds.workloads.WorkloadStrategies;
import io.davit.model.GroupResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The strategies of the built-in kinds, by resource. A feature package contributes a map of its own. */
public final class BuiltInStrategies {

    private static final Map<GroupResource, Strategy> ALL = merged(List.of(
            CertificateRequestStrategy.all(),
            DeviceStrategies.all(),
            AdmissionStrategies.all(),
            ApiServiceStrategy.all(),
            AutoscalingStrategies.all(),
            FlowControlStrategies.all(),
            BatchStrategies.all(),
            ConfigStrategies.all(),
            LeaseStrategy.all(),
            DiscoveryStrategies.all(),
            EventStrategies.all(),
            LimitsStrategies.all(),
            NamespaceStrategies.all(),
            NetworkingStrategies.all(),
            NodeStrategies.all(),
            PodStrategies.all(),
            PolicyStrategies.all(),
            RbacStrategies.all(),
            ControllerRevisionStrategy.all(),
            ServiceStrategies.all(),
            StorageStrategies.all(),
            WorkloadStrategies.all()));

    private BuiltInStrategies() {}

    /** The strategy of a built-in resource; the generic one when the kind has no rules of its own. */
    public static Strategy of(ResourceDefinition definition) {
        Strategy own = ALL.get(definition.groupResource());
        return own != null ? own : GenericStrategy.of(definition);
    }

    private static Map<GroupResource, Strategy> merged(List<Map<GroupResource, Strategy>> parts) {
        Map<GroupResource, Strategy> all = new HashMap<>();
        parts.forEach(all::putAll);
        return Map.copyOf(all);
    }
}
