package io.davit.apiserver.review;

import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Labels;
import io.davit.model.selector.FieldSelector;
import io.davit.model.selector.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The selectors of an access review: what is wrong with them, and whether they can be taken into account.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/webhook/">Authorization with selectors</a>
 */
final class ReviewSelectors {

    private static final FieldPath RESOURCE = FieldPath.of("spec.resourceAttributes");

    private ReviewSelectors() {}

    /** Collects what is wrong with the selectors in {@code resourceAttributes}. */
    static void check(JsonNode resource, FieldErrors errors) {
        form(resource.path("fieldSelector"), RESOURCE.child("fieldSelector"), false, errors);
        form(resource.path("labelSelector"), RESOURCE.child("labelSelector"), true, errors);
    }

    private static void form(JsonNode selector, FieldPath path, boolean labels, FieldErrors errors) {
        if (!selector.isObject()) {
            return;
        }
        String raw = selector.path("rawSelector").asString("");
        JsonNode requirements = selector.path("requirements");
        if (!raw.isEmpty() && !requirements.isEmpty()) {
            errors.invalid(path.child("rawSelector"), raw, "may not specified at the same time as requirements");
        }
        if (raw.isEmpty() && requirements.isEmpty()) {
            errors.required(
                    path.child("requirements"),
                    "when " + path + " is specified, requirements or rawSelector is required");
        }
        for (int i = 0; i < requirements.size(); i++) {
            requirement(requirements.path(i), path.child("requirements").index(i), labels, errors);
        }
    }

    private static void requirement(JsonNode requirement, FieldPath path, boolean labels, FieldErrors errors) {
        String key = requirement.path("key").asString("");
        if (!labels && key.isEmpty()) {
            errors.required(path.child("key"), "must be specified");
        }
        JsonNode values = requirement.path("values");
        switch (requirement.path("operator").asString("")) {
            case "In", "NotIn" -> {
                if (values.isEmpty()) {
                    errors.required(path.child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!values.isEmpty()) {
                    errors.forbidden(
                            path.child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }
            }
            default -> {
                // Newer clients may know operators that are not known here.
            }
        }
        if (labels) {
            Labels.key(key).forEach(wrong -> errors.invalid(path.child("key"), key, wrong));
            for (int i = 0; i < values.size(); i++) {
                String value = values.path(i).asString("");
                FieldPath at = path.child("values").index(i);
                Labels.value(value).forEach(wrong -> errors.invalid(at, value, wrong));
            }
        }
    }

    /** Which selectors were left out of the decision, as {@code evaluationError} tells it; empty when none were. */
    static String ignored(JsonNode resource) {
        List<String> told = new ArrayList<>();
        tell("fieldSelector", resource.path("fieldSelector"), false, told);
        tell("labelSelector", resource.path("labelSelector"), true, told);
        return String.join("; ", told);
    }

    private static void tell(String name, JsonNode selector, boolean labels, List<String> told) {
        String raw = selector.path("rawSelector").asString("");
        JsonNode requirements = selector.path("requirements");
        long understood = requirements
                .valueStream()
                .filter(each -> labels ? isLabelRequirement(each) : isFieldRequirement(each))
                .count();
        boolean wrong =
                requirements.isEmpty() ? !raw.isEmpty() && !parses(raw, labels) : understood < requirements.size();
        if (wrong) {
            told.add("spec.resourceAttributes." + name + (understood > 0 ? " partially" : "")
                    + " ignored due to parse error");
        }
    }

    private static boolean parses(String raw, boolean labels) {
        try {
            if (labels) {
                LabelSelector.parse(raw);
            } else {
                FieldSelector.parse(raw);
            }
            return true;
        } catch (ApiException | IllegalArgumentException notUnderstood) {
            return false;
        }
    }

    private static boolean isLabelRequirement(JsonNode requirement) {
        return List.of("In", "NotIn", "Exists", "DoesNotExist")
                .contains(requirement.path("operator").asString(""));
    }

    /** Only a field that has, or has not, one value can be looked for. */
    private static boolean isFieldRequirement(JsonNode requirement) {
        return List.of("In", "NotIn").contains(requirement.path("operator").asString(""))
                && requirement.path("values").size() == 1;
    }
}
