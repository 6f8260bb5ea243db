package io.davit.registry.crd;

import io.davit.model.json.Json;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which of its names a definition gets: those that no other definition of its group has got before it.
 *
 * @param accepted what {@code status.acceptedNames} shall say
 * @param reason of the NamesAccepted condition
 */
record Names(ObjectNode accepted, boolean all, String reason, String message) {

    /** @param others the accepted names of the other definitions of the group */
    static Names decide(ObjectNode crd, Collection<JsonNode> others) {
        Set<String> resources = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        others.forEach(names -> {
            take(resources, names.path("plural"));
            take(resources, names.path("singular"));
            names.path("shortNames").forEach(name -> take(resources, name));
            take(kinds, names.path("kind"));
            take(kinds, names.path("listKind"));
        });
        JsonNode wanted = crd.path("spec").path("names");
        ObjectNode got = crd.path("status").path("acceptedNames") instanceof ObjectNode present
                ? present.deepCopy()
                : Json.object().put("plural", "").put("kind", "");
        String reason = "NoConflicts";
        String message = "no conflicts found";
        if (!accept(wanted, got, "plural", resources).isEmpty()) {
            reason = "PluralConflict";
            message = inUse(wanted.path("plural").asString(""));
        }
        if (!accept(wanted, got, "singular", resources).isEmpty()) {
            reason = "SingularConflict";
            message = inUse(wanted.path("singular").asString(""));
        }
        String shortName = acceptShortNames(wanted, got, resources);
        if (!shortName.isEmpty()) {
            reason = "ShortNamesConflict";
            message = shortName;
        }
        if (!accept(wanted, got, "kind", kinds).isEmpty()) {
            reason = "KindConflict";
            message = inUse(wanted.path("kind").asString(""));
        }
        if (!accept(wanted, got, "listKind", kinds).isEmpty()) {
            reason = "ListKindConflict";
            message = inUse(wanted.path("listKind").asString(""));
        }
        if (wanted.has("categories")) {
            got.set("categories", wanted.get("categories"));
        } else {
            got.remove("categories");
        }
        return new Names(got, reason.equals("NoConflicts"), reason, message);
    }

    /** The name in conflict; empty when it was accepted. */
    private static String accept(JsonNode wanted, ObjectNode got, String field, Set<String> taken) {
        String name = wanted.path(field).asString("");
        if (taken.contains(name) && !name.isEmpty()) {
            return name;
        }
        if (name.isEmpty()) {
            got.remove(field);
        } else {
            got.put(field, name);
        }
        return "";
    }

    /** All short names are accepted, or none. */
    private static String acceptShortNames(JsonNode wanted, ObjectNode got, Set<String> taken) {
        for (JsonNode name : wanted.path("shortNames")) {
            if (taken.contains(name.asString(""))) {
                return inUse(name.asString(""));
            }
        }
        if (wanted.has("shortNames")) {
            got.set("shortNames", wanted.get("shortNames"));
        } else {
            got.remove("shortNames");
        }
        return "";
    }

    private static String inUse(String name) {
        return "\"" + name + "\" is already in use";
    }

    private static void take(Set<String> all, JsonNode name) {
        if (!name.asString("").isEmpty()) {
            all.add(name.asString(""));
        }
    }
}
