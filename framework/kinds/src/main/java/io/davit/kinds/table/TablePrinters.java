package io.davit.kinds.table;

import io.davit.kinds.ResourceDefinition;
import io.davit.model.GroupResource;
import java.util.HashMap;
import java.util.Map;

/** The printer of each resource. */
public final class TablePrinters {

    private static final Map<GroupResource, TablePrinter> BUILT_IN = builtIn();
    private static final TablePrinter UNKNOWN = Columns.named().createdAt().build();
    private static final TablePrinter SCALE = Columns.named()
            .integer("Desired", "How many replicas are wanted.", s -> Read.integer(s, "spec", "replicas"))
            .integer("Available", "How many replicas there are.", s -> Read.integer(s, "status", "replicas"))
            .age()
            .build();

    private TablePrinters() {}

    /** The printer of a resource; name and creation time for built-in kinds that have no printer of their own. */
    public static TablePrinter of(ResourceDefinition definition) {
        return definition.custom()
                ? CustomPrinter.of(definition.printerColumns())
                : BUILT_IN.getOrDefault(definition.groupResource(), UNKNOWN);
    }

    /** The printer of {@code autoscaling/v1} Scale, which every {@code scale} subresource answers with. */
    public static TablePrinter scale() {
        return SCALE;
    }

    private static Map<GroupResource, TablePrinter> builtIn() {
        Map<GroupResource, TablePrinter> all = new HashMap<>();
        all.put(new GroupResource("", "pods"), PodPrinter.PRINTER);
        all.putAll(WorkloadPrinters.all());
        all.putAll(JobPrinters.all());
        all.putAll(NetworkPrinters.all());
        all.putAll(StoragePrinters.all());
        all.putAll(ClusterPrinters.all());
        all.putAll(ConfigPrinters.all());
        all.putAll(AccessPrinters.all());
        all.putAll(PolicyPrinters.all());
        all.putAll(DevicePrinters.all());
        all.put(new GroupResource("autoscaling", "horizontalpodautoscalers"), AutoscalerPrinter.PRINTER);
        return Map.copyOf(all);
    }
}
