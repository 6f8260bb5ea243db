package io.davit.registry.policy;

import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.registry.admission.AdmissionPlugin;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Authority;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import io.davit.registry.policy.Verdict.Denial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets validating policies judge what is written.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">Validating Admission Policy</a>
 */
public final class ValidatingPolicies implements AdmissionPlugin {

    private static final String FAILURE = "validation.policy.admission.k8s.io/validation_failure";
    private static final int LONGEST_ANNOTATION = 10 * 1024;

    private final Catalog catalog;
    private final Authority authority;
    private final Parameters parameters = new Parameters();
    private final PolicyIndex<ValidatingPolicy> policies;

    public ValidatingPolicies(Catalog catalog, Authority authority) {
        this.catalog = catalog;
        this.authority = authority;
        this.policies = Exempt.index(
                catalog, "validatingadmissionpolicies", "validatingadmissionpolicybindings", ValidatingPolicy::of);
    }

    @Override
    public String name() {
        return "ValidatingAdmissionPolicy";
    }

    @Override
    public void validate(Attributes attributes) {
        List<Hook<ValidatingPolicy>> hooks = policies.hooks();
        if (hooks.isEmpty() || Exempt.is(attributes.target().groupResource())) {
            return;
        }
        Request request = new Request(attributes, catalog, authority, parameters);
        List<Refusal> refusals = new ArrayList<>();
        hooks.forEach(hook -> judge(hook, request, attributes, refusals));
        if (!refusals.isEmpty()) {
            throw refusals.getFirst().of(attributes);
        }
    }

    private static void judge(
            Hook<ValidatingPolicy> hook, Request request, Attributes attributes, List<Refusal> refusals) {
        ValidatingPolicy policy = hook.policy();
        Match match;
        Served params;
        try {
            match = request.match(policy.constraint());
            if (match == null) {
                return;
            }
            params = request.params(policy);
        } catch (Misconfigured e) {
            misconfigured(policy, null, e, refusals);
            return;
        }
        Map<String, Set<String>> annotations = new LinkedHashMap<>();
        for (Binding binding : hook.bindings()) {
            try {
                if (request.match(binding.constraint()) != null) {
                    for (ObjectNode param : request.params(params, binding)) {
                        Verdict verdict = verdict(policy, match, param, request);
                        follow(policy, binding, verdict, attributes, refusals);
                        verdict.annotations()
                                .forEach(each -> annotations
                                        .computeIfAbsent(each.key(), key -> new LinkedHashSet<>())
                                        .add(shortened(each.value())));
                    }
                }
            } catch (Misconfigured e) {
                misconfigured(policy, binding, e, refusals);
            }
        }
        annotations.forEach(
                (key, values) -> attributes.annotate().accept(policy.name() + "/" + key, String.join(", ", values)));
    }

    private static void misconfigured(
            ValidatingPolicy policy, @Nullable Binding binding, Misconfigured failure, List<Refusal> refusals) {
        if (!policy.ignoresFailures()) {
            String what = binding == null ? "failed to configure policy: " : "failed to configure binding: ";
            refusals.add(new Refusal(policy, binding, what + failure.why(), Reason.INVALID));
        }
    }

    private static Verdict verdict(ValidatingPolicy policy, Match match, @Nullable ObjectNode param, Request request) {
        Conditions conditions = policy.conditions().isEmpty()
                ? new Conditions.Hold()
                : Conditions.of(policy.conditions(), policy.variables(), request.namesOfConditions(match, param));
        return switch (conditions) {
            case Conditions.Hold hold -> new Judge(policy, request.names(match, param)).judge();
            case Conditions.DoNotHold doNotHold -> Verdict.NOTHING;
            case Conditions.Fail fail -> policy.ignoresFailures() ? Verdict.NOTHING : Verdict.failed(fail.why());
        };
    }

    /** Does what the binding wants done about what does not hold. */
    private static void follow(
            ValidatingPolicy policy, Binding binding, Verdict verdict, Attributes attributes, List<Refusal> refusals) {
        for (Denial denial : verdict.denials()) {
            for (String action : binding.actions()) {
                switch (action) {
                    case "Deny" -> refusals.add(new Refusal(policy, binding, denial.message(), denial.reason()));
                    case "Warn" ->
                        attributes
                                .warn()
                                .accept("Validation failed for ValidatingAdmissionPolicy '" + policy.name()
                                        + "' with binding '" + binding.name() + "': " + denial.message());
                    case "Audit" -> attributes.annotate().accept(FAILURE, failure(binding, denial));
                    default -> throw new IllegalStateException("no such action: " + action);
                }
            }
        }
        verdict.failures().forEach(why -> refusals.add(new Refusal(policy, binding, why, Reason.INVALID)));
    }

    private static String failure(Binding binding, Denial denial) {
        ObjectNode failure = Json.object()
                .put("message", denial.message())
                .put("policy", binding.policy())
                .put("binding", binding.name())
                .put("expressionIndex", denial.index());
        ArrayNode actions = failure.putArray("validationActions");
        binding.actions().forEach(actions::add);
        return "[" + Json.text(failure) + "]";
    }

    private static String shortened(String value) {
        return value.length() > LONGEST_ANNOTATION ? value.substring(0, LONGEST_ANNOTATION) : value;
    }

    /** A reason to refuse the request; only the first is told. */
    private record Refusal(
            ValidatingPolicy policy, @Nullable Binding binding, String why, Reason reason) {

        ApiException of(Attributes attributes) {
            String with = binding == null ? "" : " with binding '" + binding.name() + "'";
            String message = "ValidatingAdmissionPolicy '" + policy.name() + "'" + with + " denied request: " + why;
            ApiException forbidden = attributes.forbidden(message);
            return new ApiException(
                    reason, forbidden.message(), forbidden.details().withCauses(List.of(new Cause("", message, ""))));
        }
    }
}
