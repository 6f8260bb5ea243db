package io.davit.registry.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Owner references that say the same as another are dropped before anything else happens. */
final class OwnerReferences {

    private OwnerReferences() {}

    /**
     * Drops them in place, and warns of their owners' uids.
     *
     * @param sent whether they came like this from the client, and are not the outcome of a patch
     */
    static void dropDuplicates(ObjectNode object, boolean sent, Consumer<String> warn) {
        if (!(object.path("metadata").path("ownerReferences") instanceof ArrayNode owners)) {
            return;
        }
        Set<JsonNode> seen = new HashSet<>();
        Set<String> repeated = new LinkedHashSet<>();
        List<JsonNode> left = new ArrayList<>();
        for (JsonNode owner : owners) {
            if (seen.add(owner)) {
                left.add(owner);
            } else {
                repeated.add(owner.path("uid").asString(""));
            }
        }
        if (!repeated.isEmpty()) {
            owners.removeAll();
            owners.addAll(left);
            warn.accept(".metadata.ownerReferences contains duplicate entries"
                    + (sent ? "" : " after mutating admission happens")
                    + "; API server dedups owner references in 1.20+,"
                    + " and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: "
                    + String.join(", ", repeated));
        }
    }
}
