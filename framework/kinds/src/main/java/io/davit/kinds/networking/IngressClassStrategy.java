package io.davit.kinds.networking;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import tools.jackson.databind.node.ObjectNode;

/** Ingress classes: a controller named like a path below a domain, and perhaps parameters. */
final class IngressClassStrategy extends KindStrategy {

    private static final int LONGEST = 250;
    private static final String PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";

    IngressClassStrategy() {
        super(Names::dns1123Subdomain, Trait.GENERATION);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode parameters = Fill.existing(Fill.existing(object, "spec"), "parameters");
        if (parameters != null) {
            Fill.pointer(parameters, "scope", "Cluster");
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        rules.tooLong(spec.get("controller"), LONGEST);
        controller(spec.get("controller"), rules);
        Field parameters = spec.get("parameters");
        if (parameters.isPresent()) {
            parameters(parameters, rules);
        }
    }

    private static void controller(Field controller, Rules rules) {
        if (!rules.needed(controller)) {
            return;
        }
        String[] parts = controller.text().split("/", 2);
        if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            rules.invalid(controller, "must be a domain-prefixed path (such as \"acme.io/foo\")");
            return;
        }
        Names.dns1123Subdomain(parts[0]).forEach(wrong -> rules.errors().invalid(controller.path(), parts[0], wrong));
        if (!parts[1].matches(PATH)) {
            rules.errors()
                    .invalid(controller.path(), parts[1], "Invalid path (regex used for validation is '" + PATH + "')");
        }
    }

    private static void parameters(Field parameters, Rules rules) {
        References.typed(parameters, rules);
        Field scope = parameters.get("scope");
        Field namespace = parameters.get("namespace");
        if (scope.isAbsent()) {
            rules.required(scope);
            return;
        }
        rules.oneOf(scope, "Cluster", "Namespace");
        if (scope.is("Namespace")) {
            if (namespace.isAbsent()) {
                rules.required(namespace, "`parameters.scope` is set to 'Namespace'");
            } else {
                rules.text(namespace, Names::dns1123Label);
            }
        }
        if (scope.is("Cluster") && namespace.isPresent()) {
            rules.forbidden(namespace, "`parameters.scope` is set to 'Cluster'");
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Rules.into(errors)
                .immutableText(
                        Field.of(object).get("spec", "controller"),
                        Field.of(old).get("spec", "controller"));
        validate(object, errors);
    }
}
