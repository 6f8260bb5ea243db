package io.davit.kinds.config;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of ConfigMaps and Secrets. */
public final class ConfigStrategies {

    private ConfigStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("", "configmaps"), new ConfigMapStrategy(),
                new GroupResource("", "secrets"), new SecretStrategy());
    }
}
