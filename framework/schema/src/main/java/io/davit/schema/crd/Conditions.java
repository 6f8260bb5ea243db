package io.davit.schema.crd;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The types of conditions, and reading them. */
final class Conditions {

    static final String NAMES_ACCEPTED = "NamesAccepted";
    static final String ESTABLISHED = "Established";
    static final String APPROVAL = "KubernetesAPIApprovalPolicyConformant";

    private Conditions() {}

    static boolean isTrue(ObjectNode crd, String type) {
        for (JsonNode condition : crd.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals(type)) {
                return condition.path("status").asString("").equals("True");
            }
        }
        return false;
    }
}
