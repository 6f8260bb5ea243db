package io.davit.kinds.storage;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.time.Clock;
import java.util.Map;

/** The front door of the rules of storage. */
public final class StorageStrategies {

    private static final String GROUP = "storage.k8s.io";

    private StorageStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("", "persistentvolumes"), new PersistentVolumeStrategy(Clock.systemUTC()),
                new GroupResource("", "persistentvolumeclaims"), new ClaimStrategy(),
                new GroupResource(GROUP, "storageclasses"), new StorageClassStrategy(),
                new GroupResource(GROUP, "volumeattachments"), new VolumeAttachmentStrategy(),
                new GroupResource(GROUP, "volumeattributesclasses"), new VolumeAttributesClassStrategy(),
                new GroupResource(GROUP, "csidrivers"), new CsiDriverStrategy(),
                new GroupResource(GROUP, "csinodes"), new CsiNodeStrategy(),
                new GroupResource(GROUP, "csistoragecapacities"), new CsiStorageCapacityStrategy());
    }
}
