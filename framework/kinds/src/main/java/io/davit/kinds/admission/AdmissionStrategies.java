package io.davit.kinds.admission;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of {@code admissionregistration.k8s.io}. */
public final class AdmissionStrategies {

    private static final String GROUP = "admissionregistration.k8s.io";

    private AdmissionStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource(GROUP, "validatingwebhookconfigurations"), new WebhooksStrategy(false),
                new GroupResource(GROUP, "mutatingwebhookconfigurations"), new WebhooksStrategy(true),
                new GroupResource(GROUP, "validatingadmissionpolicies"), new ValidatingPolicyStrategy(),
                new GroupResource(GROUP, "mutatingadmissionpolicies"), new MutatingPolicyStrategy(),
                new GroupResource(GROUP, "validatingadmissionpolicybindings"), new PolicyBindingStrategy(true),
                new GroupResource(GROUP, "mutatingadmissionpolicybindings"), new PolicyBindingStrategy(false));
    }
}
