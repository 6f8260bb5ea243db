package io.davit.registry.admission;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A new node takes no pods until somebody has found it ready.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#taintnodesbycondition">TaintNodesByCondition</a>
 */
final class TaintNodesByCondition implements AdmissionPlugin {

    private static final String NOT_READY = "node.kubernetes.io/not-ready";
    private static final String EFFECT = "NoSchedule";

    @Override
    public String name() {
        return "TaintNodesByCondition";
    }

    @Override
    public void admit(Attributes attributes) {
        ObjectNode node = attributes.object();
        if (attributes.operation() != Operation.CREATE || node == null || !attributes.isAbout("", "nodes")) {
            return;
        }
        ObjectNode spec = node.get("spec") instanceof ObjectNode present ? present : node.putObject("spec");
        for (JsonNode taint : spec.path("taints")) {
            if (taint.path("key").asString("").equals(NOT_READY)
                    && taint.path("effect").asString("").equals(EFFECT)) {
                return;
            }
        }
        ArrayNode taints = spec.get("taints") instanceof ArrayNode present ? present : spec.putArray("taints");
        taints.addObject().put("key", NOT_READY).put("effect", EFFECT);
    }
}
