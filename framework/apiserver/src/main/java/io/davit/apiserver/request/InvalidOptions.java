package io.davit.apiserver.request;

import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.error.Quoted;
import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/** The rules that the options of several verbs share, and the refusal of options as a whole. */
final class InvalidOptions {

    static final String GROUP = "meta.k8s.io";

    private static final String ALL = "All";
    private static final int FIELD_MANAGER_MAX = 128;
    private static final Set<String> FIELD_VALIDATIONS = Set.of("", "Ignore", "Strict", "Warn");

    private InvalidOptions() {}

    static void refuse(String kind, FieldErrors errors) {
        if (!errors.isEmpty()) {
            throw ApiException.invalid(GROUP, kind, "", errors.causes());
        }
    }

    static void checkFieldManager(String manager, FieldErrors errors) {
        FieldPath path = FieldPath.of("fieldManager");
        if (manager.getBytes(StandardCharsets.UTF_8).length > FIELD_MANAGER_MAX) {
            errors.tooLong(path, FIELD_MANAGER_MAX);
            return;
        }
        int position = 0;
        for (int character : manager.codePoints().toArray()) {
            if (!Quoted.isPrinted(character)) {
                errors.invalid(
                        path, manager, String.format("invalid character U+%04X (at position %d)", character, position));
            }
            position += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
        }
    }

    static void checkDryRun(List<String> dryRun, FieldErrors errors) {
        if (!dryRun.stream().allMatch(ALL::equals)) {
            ArrayNode value = Json.array();
            dryRun.forEach(value::add);
            errors.notSupported(FieldPath.of("dryRun"), value, List.of(ALL));
        }
    }

    static void checkFieldValidation(String fieldValidation, FieldErrors errors) {
        if (!FIELD_VALIDATIONS.contains(fieldValidation)) {
            errors.notSupported(
                    FieldPath.of("fieldValidation"), fieldValidation, List.of("", "Ignore", "Strict", "Warn"));
        }
    }
}
