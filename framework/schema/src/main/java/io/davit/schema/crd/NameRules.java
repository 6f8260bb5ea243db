package io.davit.schema.crd;

import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Names;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The names of a resource, wanted or accepted. */
final class NameRules {

    private NameRules() {}

    static void validate(FieldPath path, JsonNode names, FieldErrors errors) {
        label(path.child("plural"), names.path("plural"), errors);
        label(path.child("singular"), names.path("singular"), errors);
        kind(path.child("kind"), names.path("kind"), errors);
        kind(path.child("listKind"), names.path("listKind"), errors);
        each(path.child("shortNames"), names.path("shortNames"), errors);
        String kind = names.path("kind").asString("");
        if (!kind.isEmpty() && kind.equals(names.path("listKind").asString(""))) {
            errors.invalid(path.child("listKind"), kind, "kind and listKind may not be the same");
        }
        each(path.child("categories"), names.path("categories"), errors);
    }

    private static void label(FieldPath path, JsonNode name, FieldErrors errors) {
        if (!name.asString("").isEmpty()) {
            check(path, name.asString(""), errors);
        }
    }

    private static void each(FieldPath path, JsonNode names, FieldErrors errors) {
        for (int i = 0; i < names.size(); i++) {
            check(path.index(i), names.path(i).asString(""), errors);
        }
    }

    private static void check(FieldPath path, String name, FieldErrors errors) {
        List<String> wrong = Names.dns1035Label(name);
        if (!wrong.isEmpty()) {
            errors.invalid(path, name, String.join(",", wrong));
        }
    }

    private static void kind(FieldPath path, JsonNode name, FieldErrors errors) {
        String kind = name.asString("");
        List<String> wrong = Names.dns1035Label(kind.toLowerCase(Locale.ROOT));
        if (!kind.isEmpty() && !wrong.isEmpty()) {
            errors.invalid(path, kind, "may have mixed case, but should otherwise match: " + String.join(",", wrong));
        }
    }
}
