package io.davit.registry.admission;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pods stay five minutes on a node that is not ready or cannot be reached, unless they say otherwise.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#defaulttolerationseconds">DefaultTolerationSeconds</a>
 */
final class DefaultTolerationSeconds implements AdmissionPlugin {

    private static final List<String> TAINTS =
            List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");
    private static final int SECONDS = 300;

    @Override
    public String name() {
        return "DefaultTolerationSeconds";
    }

    @Override
    public void admit(Attributes attributes) {
        ObjectNode pod = attributes.object();
        if (pod == null || !attributes.isAbout("", "pods") || !(pod.get("spec") instanceof ObjectNode spec)) {
            return;
        }
        for (String taint : TAINTS) {
            if (!tolerates(spec.path("tolerations"), taint)) {
                ArrayNode tolerations =
                        spec.get("tolerations") instanceof ArrayNode present ? present : spec.putArray("tolerations");
                tolerations
                        .addObject()
                        .put("key", taint)
                        .put("operator", "Exists")
                        .put("effect", "NoExecute")
                        .put("tolerationSeconds", SECONDS);
            }
        }
    }

    private static boolean tolerates(JsonNode tolerations, String taint) {
        for (JsonNode toleration : tolerations) {
            String key = toleration.path("key").asString("");
            String effect = toleration.path("effect").asString("");
            if ((key.equals(taint) || key.isEmpty()) && (effect.equals("NoExecute") || effect.isEmpty())) {
                return true;
            }
        }
        return false;
    }
}
