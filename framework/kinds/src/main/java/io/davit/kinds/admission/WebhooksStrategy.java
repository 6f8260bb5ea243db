package io.davit.kinds.admission;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.apiservices.WebhookClientRules;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Configurations of webhooks. */
final class WebhooksStrategy extends KindStrategy {

    private static final List<String> REVIEWS = List.of("v1", "v1beta1");

    private final boolean mutating;

    WebhooksStrategy(boolean mutating) {
        super(Names::dns1123Subdomain, Trait.GENERATION, Trait.NEEDS_VERSION);
        this.mutating = mutating;
    }

    @Override
    public void defaults(ObjectNode object) {
        for (ObjectNode hook : Fill.objects(object, "webhooks")) {
            Fill.pointer(hook, "failurePolicy", "Fail");
            Fill.pointer(hook, "matchPolicy", "Equivalent");
            Fill.object(hook, "namespaceSelector");
            Fill.object(hook, "objectSelector");
            Fill.number(hook, "timeoutSeconds", 10);
            if (mutating) {
                Fill.pointer(hook, "reinvocationPolicy", "Never");
            }
            Fill.objects(hook, "rules").forEach(rule -> Fill.pointer(rule, "scope", "*"));
            if (Fill.object(hook, "clientConfig").get("service") instanceof ObjectNode service) {
                Fill.number(service, "port", 443);
            }
        }
    }

    @Override
    protected boolean contentChanged(ObjectNode object, ObjectNode old) {
        return !Objects.equals(object.get("webhooks"), old.get("webhooks"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        validate(object, true, errors);
    }

    /** Match conditions that were there before are not looked at again. */
    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, !sameConditions(Field.of(object), Field.of(old)), errors);
    }

    private static boolean sameConditions(Field object, Field old) {
        List<Field> now = object.get("webhooks").items();
        List<Field> before = old.get("webhooks").items();
        return now.size() == before.size()
                && IntStream.range(0, now.size())
                        .allMatch(i -> now.get(i)
                                .get("matchConditions")
                                .same(before.get(i).get("matchConditions")));
    }

    private void validate(ObjectNode object, boolean conditions, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Set<String> names = new HashSet<>();
        for (Field hook : Field.of(object).get("webhooks").items()) {
            hook(hook, rules);
            if (conditions) {
                MatchRules.conditions(hook.get("matchConditions"), PolicyExpressions.ofWebhook(), rules);
            }
            reviewVersions(hook.get("admissionReviewVersions"), rules);
            Field name = hook.get("name");
            if (!name.isZero() && !names.add(name.text())) {
                errors.duplicate(name.path(), name.text());
            }
        }
    }

    private void hook(Field hook, Rules rules) {
        name(hook.get("name"), rules);
        hook.get("rules").items().forEach(rule -> MatchRules.rule(rule, rules));
        rules.oneOf(hook.get("failurePolicy"), "Fail", "Ignore");
        rules.oneOf(hook.get("matchPolicy"), "Equivalent", "Exact");
        if (hook.get("sideEffects").isAbsent()) {
            rules.required(hook.get("sideEffects"), "must specify one of None, NoneOnDryRun");
        } else {
            rules.oneOf(hook.get("sideEffects"), "None", "NoneOnDryRun");
        }
        Field timeout = hook.get("timeoutSeconds");
        if (timeout.number() < 1 || timeout.number() > 30) {
            rules.invalid(timeout, "the timeout value must be between 1 and 30 seconds");
        }
        rules.labelSelector(hook.get("namespaceSelector"));
        rules.labelSelector(hook.get("objectSelector"));
        if (mutating) {
            rules.oneOf(hook.get("reinvocationPolicy"), "IfNeeded", "Never");
        }
        WebhookClientRules.check(hook.get("clientConfig"), rules);
    }

    private static void name(Field name, Rules rules) {
        if (!rules.needed(name)) {
            return;
        }
        List<String> wrong = Names.dns1123Subdomain(name.text());
        if (!wrong.isEmpty()) {
            rules.invalidText(name, String.join(",", wrong));
        } else if (name.text().split("\\.").length < 3) {
            rules.invalidText(name, "should be a domain with at least three segments separated by dots");
        }
    }

    private static void reviewVersions(Field versions, Rules rules) {
        String known = String.join(", ", REVIEWS);
        if (versions.size() == 0) {
            rules.required(versions, "must specify one of " + known);
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Field version : versions.items()) {
            if (!seen.add(version.text())) {
                rules.invalidText(version, "duplicate version");
            } else {
                rules.text(version, Names::dns1035Label);
            }
        }
        if (REVIEWS.stream().noneMatch(seen::contains)) {
            rules.invalid(versions, "must include at least one of " + known);
        }
    }
}
