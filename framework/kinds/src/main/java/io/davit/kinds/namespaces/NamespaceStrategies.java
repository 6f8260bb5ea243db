package io.davit.kinds.namespaces;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of namespaces. */
public final class NamespaceStrategies {

    private NamespaceStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("", "namespaces"), new NamespaceStrategy(),
                new GroupResource("", "serviceaccounts"), new ServiceAccountStrategy());
    }
}
