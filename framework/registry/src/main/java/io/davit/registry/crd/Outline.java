package io.davit.registry.crd;

import io.davit.model.GroupVersion;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.cache.CachedObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One state of a definition without its schemas, which are most of it: enough to decide about names and conditions, and to tell
 * whether something changed, without reading all definitions again and again.
 *
 * @param state the whole definition
 * @param crd the definition, with the parts that decisions ask for; not to be changed
 */
record Outline(CachedObject state, ObjectNode crd) {

    static Outline of(CachedObject state, ObjectNode whole) {
        ObjectNode crd = Json.object();
        crd.set("metadata", whole.path("metadata").deepCopy());
        Meta.of(crd).node().remove("managedFields");
        ObjectNode spec = crd.putObject("spec");
        for (String part : List.of("group", "names", "conversion")) {
            JsonNode value = whole.path("spec").get(part);
            if (value != null) {
                spec.set(part, value.deepCopy());
            }
        }
        ArrayNode versions = spec.putArray("versions");
        whole.path("spec").path("versions").forEach(version -> {
            ObjectNode named = versions.addObject();
            named.set("name", version.path("name"));
            named.set("served", version.path("served"));
        });
        if (whole.get("status") instanceof ObjectNode status) {
            crd.set("status", status.deepCopy());
        }
        return new Outline(state, crd);
    }

    String uid() {
        return Meta.of(crd).uid();
    }

    boolean inGroupOf(Outline other) {
        return group().equals(other.group());
    }

    /** The versions of its group that it serves, or will. */
    Set<GroupVersion> served() {
        Set<GroupVersion> served = new LinkedHashSet<>();
        for (JsonNode version : crd.path("spec").path("versions")) {
            if (version.path("served").asBoolean(false)) {
                served.add(new GroupVersion(group(), version.path("name").asString("")));
            }
        }
        return served;
    }

    boolean isTerminating() {
        return Meta.of(crd).isTerminating();
    }

    /** Whether nothing but a change of the definition itself can make a step necessary. */
    boolean isSettled() {
        return !isTerminating() && Conditions.isTrue(crd, "NamesAccepted") && isEstablished();
    }

    /** Whether nothing about what is served may differ from another state of the same definition. */
    boolean servesAs(Outline other) {
        return Meta.of(crd).generation() == Meta.of(other.crd).generation()
                && acceptedNames().equals(other.acceptedNames())
                && Conditions.isTrue(crd, "NamesAccepted") == Conditions.isTrue(other.crd, "NamesAccepted")
                && isEstablished() == other.isEstablished()
                && isTerminating() == other.isTerminating();
    }

    private boolean isEstablished() {
        return Conditions.isTrue(crd, "Established");
    }

    private String group() {
        return crd.path("spec").path("group").asString("");
    }

    private JsonNode acceptedNames() {
        return crd.path("status").path("acceptedNames");
    }
}
