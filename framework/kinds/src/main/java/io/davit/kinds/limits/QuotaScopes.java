package io.davit.kinds.limits;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold for the scopes of a quota.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes">Quota scopes</a>
 */
final class QuotaScopes {

    private static final Set<String> PODS_ONLY = Set.of("pods");
    private static final Set<String> PODS_AND_COMPUTE =
            Set.of("pods", "cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory");
    private static final Set<String> CLAIMS = Set.of("persistentvolumeclaims", "requests.storage");
    private static final String UNFIT = "unsupported scope applied to resource";
    private static final String EXISTS_ONLY =
            "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating,"
                    + " ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or"
                    + " ResourceQuotaScopeCrossNamespacePodAffinity";
    private static final Map<String, Set<String>> SUPPORTED = Map.of(
            "BestEffort", PODS_ONLY,
            "NotBestEffort", PODS_AND_COMPUTE,
            "Terminating", PODS_AND_COMPUTE,
            "NotTerminating", PODS_AND_COMPUTE,
            "PriorityClass", PODS_AND_COMPUTE,
            "CrossNamespacePodAffinity", PODS_AND_COMPUTE,
            "VolumeAttributesClass", CLAIMS);

    private QuotaScopes() {}

    static void check(Field spec, Rules rules) {
        Field scopes = spec.get("scopes");
        for (String scope : scopes.texts()) {
            if (!SUPPORTED.containsKey(scope)) {
                rules.invalid(scopes, "unsupported scope");
            }
            unfit(scope, spec.get("hard")).forEach(each -> rules.invalid(scopes, UNFIT));
        }
        if (conflict(scopes.texts())) {
            rules.invalid(scopes, "conflicting scopes");
        }
        selector(spec, rules);
    }

    private static void selector(Field spec, Rules rules) {
        Field selector = spec.get("scopeSelector");
        Field expressions = selector.get("matchExpressions");
        for (Field expression : expressions.items()) {
            Field scope = expression.get("scopeName").as(expressions.path().child("scopeName"));
            if (!SUPPORTED.containsKey(scope.text())) {
                rules.invalidText(scope, "unsupported scope");
            }
            unfit(scope.text(), spec.get("hard"))
                    .forEach(each -> rules.errors()
                            .invalid(expressions.path(), Shown.of("ScopeSelector", selector.value()), UNFIT));
            operator(expression, expressions.path(), rules);
        }
        List<String> scopes = expressions.items().stream()
                .map(expression -> expression.get("scopeName").text())
                .toList();
        if (conflict(scopes)) {
            rules.errors()
                    .invalid(expressions.path(), Shown.of("ScopeSelector", selector.value()), "conflicting scopes");
        }
    }

    private static void operator(Field expression, FieldPath path, Rules rules) {
        Field operator = expression.get("operator").as(path.child("operator"));
        Field values = expression.get("values").as(path.child("values"));
        boolean chosen = List.of("PriorityClass", "VolumeAttributesClass")
                .contains(expression.get("scopeName").text());
        boolean known = SUPPORTED.containsKey(expression.get("scopeName").text());
        if (known && !chosen && !operator.is("Exists")) {
            rules.invalidText(operator, EXISTS_ONLY);
        }
        switch (operator.text()) {
            case "In", "NotIn" -> {
                if (values.size() == 0) {
                    rules.required(
                            values, "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (values.size() > 0) {
                    rules.invalid(
                            values, "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
                }
            }
            default -> rules.invalidText(operator, "not a valid selector operator");
        }
    }

    /** The resources with a limit that the scope says nothing about. */
    private static List<String> unfit(String scope, Field hard) {
        Set<String> supported = SUPPORTED.get(scope);
        return hard.entries().stream()
                .map(Field.Entry::key)
                .filter(ResourceNames::isOfQuota)
                .filter(name -> supported != null && !supported.contains(name))
                .toList();
    }

    private static boolean conflict(List<String> scopes) {
        return scopes.containsAll(List.of("BestEffort", "NotBestEffort"))
                || scopes.containsAll(List.of("Terminating", "NotTerminating"));
    }
}
