package io.davit.schema.crd;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which names a definition gets, given what others in its group have: what is free or its own already is accepted, name by name.
 *
 * @param acceptedNames what {@code status.acceptedNames} is to be
 * @param namesAccepted the condition NamesAccepted: the last conflict found, or none
 * @param established the condition Established; once true it stays
 */
public record NamesDecision(ObjectNode acceptedNames, Condition namesAccepted, Condition established) {

    /** {@code others} are the definitions of the same group; the definition itself may be among them. */
    public static NamesDecision of(ObjectNode crd, Collection<ObjectNode> others) {
        Set<String> resources = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        String self = crd.path("metadata").path("name").asString("");
        for (ObjectNode other : others) {
            if (!other.path("metadata").path("name").asString("").equals(self)) {
                JsonNode names = other.path("status").path("acceptedNames");
                resources.add(text(names, "plural"));
                resources.add(text(names, "singular"));
                resources.addAll(texts(names.path("shortNames")));
                kinds.add(text(names, "kind"));
                kinds.add(text(names, "listKind"));
            }
        }
        return new Finding(crd, resources, kinds).decide();
    }

    private static final class Finding {

        private final ObjectNode crd;
        private final Set<String> resources;
        private final Set<String> kinds;
        private final JsonNode wanted;
        private final ObjectNode accepted;
        private @Nullable Condition conflict;

        Finding(ObjectNode crd, Set<String> resources, Set<String> kinds) {
            this.crd = crd;
            this.resources = resources;
            this.kinds = kinds;
            this.wanted = crd.path("spec").path("names");
            this.accepted = crd.path("status").path("acceptedNames") instanceof ObjectNode names
                    ? names.deepCopy()
                    : Json.object();
        }

        NamesDecision decide() {
            accept("plural", resources, "PluralConflict");
            accept("singular", resources, "SingularConflict");
            acceptShortNames();
            accept("kind", kinds, "KindConflict");
            accept("listKind", kinds, "ListKindConflict");
            JsonNode categories = wanted.path("categories");
            if (categories.isEmpty()) {
                accepted.remove("categories");
            } else {
                accepted.set("categories", categories.deepCopy());
            }
            // the two that the API always shows
            for (String always : List.of("plural", "kind")) {
                if (!accepted.has(always)) {
                    accepted.put(always, "");
                }
            }
            Condition names = conflict == null
                    ? new Condition(Conditions.NAMES_ACCEPTED, "True", "NoConflicts", "no conflicts found")
                    : conflict;
            return new NamesDecision(accepted, names, established(names));
        }

        private Condition established(Condition names) {
            if (Conditions.isTrue(crd, Conditions.ESTABLISHED) || names.status().equals("True")) {
                boolean badBundle = !Conditions.isTrue(crd, Conditions.ESTABLISHED)
                        && ConversionRules.hasBadCaBundle(crd.path("spec").path("conversion"));
                return badBundle
                        ? new Condition(
                                Conditions.ESTABLISHED,
                                "False",
                                "InvalidCABundle",
                                "The conversion webhook CABundle is invalid")
                        : new Condition(
                                Conditions.ESTABLISHED,
                                "True",
                                "InitialNamesAccepted",
                                "the initial names have been accepted");
            }
            return new Condition(Conditions.ESTABLISHED, "False", "NotAccepted", "not all names are accepted");
        }

        private void accept(String field, Set<String> taken, String reason) {
            String name = text(wanted, field);
            if (!name.equals(text(accepted, field)) && taken.contains(name)) {
                refuse(reason, Set.of(inUse(name)));
            } else if (name.isEmpty()) {
                accepted.remove(field);
            } else {
                accepted.put(field, name);
            }
        }

        private void acceptShortNames() {
            List<String> own = texts(accepted.path("shortNames"));
            Set<String> refused = new LinkedHashSet<>();
            for (String name : texts(wanted.path("shortNames"))) {
                if (!own.contains(name) && resources.contains(name)) {
                    refused.add(inUse(name));
                }
            }
            if (!refused.isEmpty()) {
                refuse("ShortNamesConflict", refused);
            } else if (wanted.path("shortNames").isEmpty()) {
                accepted.remove("shortNames");
            } else {
                accepted.set("shortNames", wanted.path("shortNames").deepCopy());
            }
        }

        private void refuse(String reason, Set<String> why) {
            String message = String.join(", ", why);
            conflict = new Condition(
                    Conditions.NAMES_ACCEPTED, "False", reason, why.size() == 1 ? message : "[" + message + "]");
        }
    }

    private static String inUse(String name) {
        return Json.quote(name) + " is already in use";
    }

    private static String text(JsonNode names, String field) {
        return names.path(field).asString("");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asString("")));
        return texts;
    }
}
