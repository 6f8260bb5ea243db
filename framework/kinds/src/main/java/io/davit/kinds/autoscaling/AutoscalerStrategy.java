package io.davit.kinds.autoscaling;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Horizontal pod autoscalers, as {@code autoscaling/v2} says them. */
final class AutoscalerStrategy extends KindStrategy {

    AutoscalerStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS);
    }

    @Override
    public void defaults(ObjectNode object) {
        AutoscalerDefaults.apply(Fill.object(object, "spec"));
    }

    @Override
    protected void created(ObjectNode object) {
        AutoscalerConverter.dropAnnotations(object);
    }

    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        AutoscalerConverter.dropAnnotations(object);
    }

    @Override
    protected void statusUpdated(ObjectNode object, ObjectNode old) {
        AutoscalerConverter.dropAnnotations(object);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        check(object, false, errors);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field before = Field.of(old).get("spec", "scaleTargetRef", "apiVersion");
        check(
                object,
                Field.of(object).get("spec", "scaleTargetRef", "apiVersion").same(before),
                errors);
    }

    private static void check(ObjectNode object, boolean knownTarget, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        replicas(spec.get("minReplicas"), spec.get("maxReplicas"), rules);
        Field target = spec.get("scaleTargetRef");
        reference(target, rules);
        if (!knownTarget) {
            apiVersion(target, rules);
        }
        MetricRules.check(spec, rules);
        for (String direction : List.of("scaleUp", "scaleDown")) {
            Field scaling = spec.get("behavior", direction);
            if (scaling.isPresent()) {
                scaling(scaling, rules);
            }
        }
    }

    private static void replicas(Field min, Field max, Rules rules) {
        if (min.isPresent() && min.number() < 1) {
            rules.invalid(min, "must be greater than or equal to 1");
        }
        if (max.number() == 0) {
            rules.required(max, "must be set and greater than 0");
        } else if (max.number() < 0) {
            rules.invalid(max, "must be greater than or equal to 1");
        }
        if (min.isPresent() && max.number() < min.number()) {
            rules.errors().invalid(max.path(), max.number(), "must be greater than or equal to `minReplicas`");
        }
    }

    static void reference(Field reference, Rules rules) {
        rules.neededText(reference.get("kind"), Names::pathSegment);
        rules.neededText(reference.get("name"), Names::pathSegment);
    }

    /** Only replication controllers are of the group without a name. */
    private static void apiVersion(Field target, Rules rules) {
        Field version = target.get("apiVersion");
        int slashes = version.text().length() - version.text().replace("/", "").length();
        boolean controller = version.is("v1") && target.get("kind").is("ReplicationController");
        if (slashes > 1) {
            rules.invalidText(version, "unexpected GroupVersion string: " + version.text());
        } else if (!controller && version.text().indexOf('/') <= 0) {
            rules.invalidText(version, "apiVersion must specify API group");
        }
    }

    private static void scaling(Field scaling, Rules rules) {
        Field window = scaling.get("stabilizationWindowSeconds");
        if (window.number() < 0) {
            rules.invalid(window, "must be greater than or equal to zero");
        }
        if (window.number() > 3600) {
            rules.invalid(window, "must be less than or equal to 3600");
        }
        if (scaling.get("selectPolicy").isPresent()) {
            rules.oneOf(scaling.get("selectPolicy"), "Disabled", "Max", "Min");
        }
        Field policies = scaling.get("policies");
        if (policies.size() == 0) {
            rules.required(policies, "must specify at least one Policy");
        }
        for (Field policy : policies.items()) {
            rules.oneOf(policy.get("type"), "Percent", "Pods");
            positive(policy.get("value"), rules);
            positive(policy.get("periodSeconds"), rules);
            if (policy.get("periodSeconds").number() > 1800) {
                rules.invalid(policy.get("periodSeconds"), "must be less than or equal to 1800");
            }
        }
        rules.notNegativeQuantity(scaling.get("tolerance"));
    }

    private static void positive(Field number, Rules rules) {
        if (number.number() <= 0) {
            rules.errors().invalid(number.path(), number.number(), "must be greater than zero");
        }
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field status = Field.of(object).get("status");
        Rules.into(errors).notNegative(status.get("currentReplicas"));
        Rules.into(errors).notNegative(status.get("desiredReplicas"));
    }
}
