package io.davit.kinds.services;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of Services. */
public final class ServiceStrategies {

    private ServiceStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(new GroupResource("", "services"), new ServiceStrategy());
    }
}
