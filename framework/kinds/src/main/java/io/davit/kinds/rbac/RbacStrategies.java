package io.davit.kinds.rbac;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of {@code rbac.authorization.k8s.io}. */
public final class RbacStrategies {

    private static final String GROUP = "rbac.authorization.k8s.io";

    private RbacStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource(GROUP, "roles"), new RoleStrategy(true),
                new GroupResource(GROUP, "clusterroles"), new RoleStrategy(false),
                new GroupResource(GROUP, "rolebindings"), new BindingStrategy(true),
                new GroupResource(GROUP, "clusterrolebindings"), new BindingStrategy(false));
    }
}
