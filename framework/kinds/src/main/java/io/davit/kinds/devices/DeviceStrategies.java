package io.davit.kinds.devices;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.time.Clock;
import java.util.Map;

/** The front door of the rules of {@code resource.k8s.io}. */
public final class DeviceStrategies {

    private static final String GROUP = "resource.k8s.io";

    private DeviceStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource(GROUP, "resourceclaims"), new ClaimStrategy(),
                new GroupResource(GROUP, "resourceclaimtemplates"), new ClaimTemplateStrategy(),
                new GroupResource(GROUP, "deviceclasses"), new DeviceClassStrategy(),
                new GroupResource(GROUP, "resourceslices"), new SliceStrategy(Clock.systemUTC()));
    }
}
