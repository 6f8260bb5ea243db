package io.davit.kinds.rbac;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import tools.jackson.databind.node.ObjectNode;

/** RoleBindings and ClusterRoleBindings: the role they bind stays the same. */
final class BindingStrategy extends KindStrategy {

    private static final String GROUP = "rbac.authorization.k8s.io";

    private final boolean namespaced;

    BindingStrategy(boolean namespaced) {
        super(Names::pathSegment, Trait.CREATES_ON_PUT);
        this.namespaced = namespaced;
    }

    @Override
    public void defaults(ObjectNode object) {
        Fill.text(Fill.object(object, "roleRef"), "apiGroup", GROUP);
        for (ObjectNode subject : Fill.objects(object, "subjects")) {
            String kind = Field.of(subject).get("kind").text();
            if (kind.equals("User") || kind.equals("Group")) {
                Fill.text(subject, "apiGroup", GROUP);
            }
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field role = Field.of(object).get("roleRef");
        rules.oneOf(role.get("apiGroup"), GROUP);
        if (namespaced) {
            rules.oneOf(role.get("kind"), "Role", "ClusterRole");
        } else {
            rules.oneOf(role.get("kind"), "ClusterRole");
        }
        rules.neededText(role.get("name"), Names::pathSegment);
        Field.of(object).get("subjects").items().forEach(subject -> subject(subject, rules));
    }

    private void subject(Field subject, Rules rules) {
        Field name = subject.get("name");
        rules.needed(name);
        switch (subject.get("kind").text()) {
            case "ServiceAccount" -> {
                if (!name.isZero()) {
                    rules.text(name, Names::dns1123Subdomain);
                }
                if (!subject.get("apiGroup").isZero()) {
                    rules.oneOf(subject.get("apiGroup"), "");
                }
                if (!namespaced) {
                    rules.needed(subject.get("namespace"));
                }
            }
            case "User", "Group" -> rules.oneOf(subject.get("apiGroup"), GROUP);
            default -> rules.oneOf(subject.get("kind"), "ServiceAccount", "User", "Group");
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
        Field role = Field.of(object).get("roleRef");
        if (!role.same(Field.of(old).get("roleRef"))) {
            errors.invalid(role.path(), Shown.of("RoleRef", role.value()), "cannot change roleRef");
        }
    }
}
