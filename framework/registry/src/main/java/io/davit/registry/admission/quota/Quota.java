package io.davit.registry.admission.quota;

import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.admission.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A ResourceQuota as admission reads it.
 *
 * @param hard what its status limits
 * @param used what its status says is used
 * @param scopes what an object must be for the quota to count it, as requirements of a scope selector
 */
record Quota(String name, Amounts hard, Amounts used, List<JsonNode> scopes) {

    static Quota of(ObjectNode quota) {
        JsonNode spec = quota.path("spec");
        List<JsonNode> scopes = new ArrayList<>();
        spec.path("scopes")
                .forEach(scope -> scopes.add(
                        Json.object().put("scopeName", scope.asString("")).put("operator", "Exists")));
        spec.path("scopeSelector").path("matchExpressions").forEach(scopes::add);
        JsonNode status = quota.path("status");
        return new Quota(
                Meta.of(quota).name(), Amounts.of(status.path("hard")), Amounts.of(status.path("used")), scopes);
    }

    /** Whether it counts anything of this object. */
    boolean concerns(Meter meter, ObjectNode object) {
        return !counted(meter).isEmpty() && scopes.stream().allMatch(scope -> meter.inScope(scope, object));
    }

    /** The limited resources that objects of a kind use. */
    Set<String> counted(Meter meter) {
        return hard.names().stream().filter(meter::counts).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The resources of which there would be too much. */
    Set<String> exceededBy(Amounts delta) {
        Amounts after = used.plus(delta);
        return delta.names().stream()
                .filter(resource -> after.of(resource).compareTo(hard.of(resource)) > 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
