package io.davit.registry.policy;

import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.admission.AdmissionPlugin;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Authority;
import io.davit.registry.admission.Operation;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets mutating policies change what is written.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/">Mutating Admission Policy</a>
 */
public final class MutatingPolicies implements AdmissionPlugin {

    private final Catalog catalog;
    private final Authority authority;
    private final Parameters parameters = new Parameters();
    private final PolicyIndex<MutatingPolicy> policies;

    public MutatingPolicies(Catalog catalog, Authority authority) {
        this.catalog = catalog;
        this.authority = authority;
        this.policies = Exempt.index(
                catalog, "mutatingadmissionpolicies", "mutatingadmissionpolicybindings", MutatingPolicy::of);
    }

    @Override
    public String name() {
        return "MutatingAdmissionPolicy";
    }

    @Override
    public void admit(Attributes attributes) {
        if (attributes.operation() == Operation.DELETE) {
            return;
        }
        List<Hook<MutatingPolicy>> hooks = policies.hooks();
        if (hooks.isEmpty() || Exempt.is(attributes.target().groupResource())) {
            return;
        }
        Request request = new Request(attributes, catalog, authority, parameters);
        List<Refusal> refusals = new ArrayList<>();
        List<Invocation> invocations = new ArrayList<>();
        hooks.forEach(hook -> collect(hook, request, invocations, refusals));
        Rerun rerun =
                attributes.reinvocation().memory(Memory.class, Memory::new).begin(attributes);
        boolean mutated = false;
        for (Invocation invocation : invocations) {
            mutated |= invoke(invocation, request, attributes, rerun, refusals);
        }
        if (mutated) {
            rerun.changed();
            attributes.reinvocation().ask();
        }
        attributes.reinvocation().memory(Memory.class, Memory::new).end(attributes);
        List<Refusal> counting = refusals.stream()
                .filter(refusal -> !refusal.policy().ignoresFailures())
                .toList();
        if (!counting.isEmpty()) {
            throw refuse(counting, attributes);
        }
    }

    /** Which policies are for the request, with which bindings and parameters: decided before anything is changed. */
    private static void collect(
            Hook<MutatingPolicy> hook, Request request, List<Invocation> invocations, List<Refusal> refusals) {
        MutatingPolicy policy = hook.policy();
        Match match;
        Served params;
        try {
            match = request.match(policy.constraint());
            if (match == null) {
                return;
            }
            params = request.params(policy);
        } catch (Misconfigured e) {
            refusals.add(new Refusal(policy, null, "failed to configure policy: " + e.why(), null));
            return;
        }
        for (Binding binding : hook.bindings()) {
            try {
                if (request.match(binding.constraint()) != null) {
                    for (ObjectNode param : request.params(params, binding)) {
                        invocations.add(new Invocation(policy, binding, match, param));
                    }
                }
            } catch (Misconfigured e) {
                refusals.add(new Refusal(policy, binding, "failed to configure binding: " + e.why(), null));
            }
        }
    }

    /** Answers whether a mutation was made, be it one that changes nothing: then what was invoked wants to see the object again. */
    private static boolean invoke(
            Invocation invocation, Request request, Attributes attributes, Rerun rerun, List<Refusal> refusals) {
        MutatingPolicy policy = invocation.policy;
        Match match = invocation.match;
        Conditions conditions = policy.conditions().isEmpty()
                ? new Conditions.Hold()
                : Conditions.of(
                        policy.conditions(), policy.variables(), request.namesOfConditions(match, invocation.param));
        if (conditions instanceof Conditions.Fail fail) {
            refusals.add(new Refusal(policy, invocation.binding, fail.why(), Reason.INVALID));
        }
        boolean again = attributes.reinvocation().isAgain();
        if (!(conditions instanceof Conditions.Hold) || (again && !rerun.wants(invocation.key()))) {
            return false;
        }
        ObjectNode before = request.versions().object(match.as());
        if (before == null) {
            return false;
        }
        boolean mutated = mutate(invocation, request, refusals);
        if (!before.equals(request.versions().object(match.as()))) {
            rerun.changed();
        }
        if (policy.reinvoked()) {
            rerun.made(invocation.key());
        }
        return mutated;
    }

    private static boolean mutate(Invocation invocation, Request request, List<Refusal> refusals) {
        Mutator mutator = new Mutator(invocation.policy, invocation.match, request, invocation.param);
        boolean mutated = false;
        for (MutatingPolicy.Mutation mutation : invocation.policy.mutations()) {
            try {
                mutator.apply(mutation);
                mutated = true;
            } catch (MutationFailed e) {
                refusals.add(new Refusal(invocation.policy, invocation.binding, e.why(), Reason.INVALID));
            }
        }
        return mutated;
    }

    /** The first refusal gives the message and reason; all are causes. The code stays that of something forbidden. */
    private static ApiException refuse(List<Refusal> refusals, Attributes attributes) {
        Refusal first = refusals.getFirst();
        List<Cause> causes = refusals.stream()
                .map(refusal -> new Cause("", refusal.message(), ""))
                .toList();
        return new ApiException(
                first.reason == null ? Reason.FORBIDDEN : first.reason,
                Reason.FORBIDDEN.code(),
                first.message(),
                attributes.forbidden("").details().withCauses(causes));
    }

    /** A policy that is for a request, with a binding and a parameter. */
    private record Invocation(
            MutatingPolicy policy,
            Binding binding,
            Match match,
            @Nullable ObjectNode param) {

        Rerun.Invocation key() {
            Meta meta = param == null ? null : Meta.of(param);
            return new Rerun.Invocation(
                    policy.name(),
                    binding.name(),
                    meta == null ? "" : meta.namespace(),
                    meta == null ? "" : meta.name());
        }
    }

    private record Refusal(
            MutatingPolicy policy,
            @Nullable Binding binding,
            String why,
            @Nullable Reason reason) {

        String message() {
            String who = binding == null
                    ? Json.quote(policy.name())
                    : "'" + policy.name() + "' with binding '" + binding.name() + "'";
            return "policy " + who + " denied request: " + why;
        }
    }

    /** What is remembered of a request's first run: what is to be invoked again, and what the policies left behind. */
    private static final class Memory {

        private final Rerun rerun = new Rerun();
        private @Nullable ObjectNode left;

        /** What other plugins have changed since then counts like a change by a policy. */
        Rerun begin(Attributes attributes) {
            if (attributes.reinvocation().isAgain() && !Objects.equals(left, attributes.object())) {
                rerun.changed();
            }
            return rerun;
        }

        void end(Attributes attributes) {
            ObjectNode object = attributes.object();
            left = object == null ? null : object.deepCopy();
        }
    }
}
