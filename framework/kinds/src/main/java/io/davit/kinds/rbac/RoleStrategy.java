package io.davit.kinds.rbac;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import io.davit.model.selector.LabelSelector;
import tools.jackson.databind.node.ObjectNode;

/** Roles and ClusterRoles. */
final class RoleStrategy extends KindStrategy {

    private final boolean namespaced;

    RoleStrategy(boolean namespaced) {
        super(Names::pathSegment, Trait.CREATES_ON_PUT);
        this.namespaced = namespaced;
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field.of(object).get("rules").items().forEach(rule -> rule(rule, rules));
        Field aggregation = Field.of(object).get("aggregationRule");
        if (!namespaced && aggregation.isPresent()) {
            Field selectors = aggregation.get("clusterRoleSelectors");
            if (selectors.size() == 0) {
                rules.required(selectors, "at least one clusterRoleSelector required if aggregationRule is non-nil");
            }
            selectors.items().forEach(selector -> selector(selector, rules));
        }
    }

    private static void selector(Field selector, Rules rules) {
        rules.labelSelector(selector);
        try {
            LabelSelector.of(selector.value());
        } catch (ApiException notValid) {
            rules.errors().invalid(selector.path(), null, "invalid label selector.");
        }
    }

    private void rule(Field rule, Rules rules) {
        Field groups = rule.get("apiGroups");
        Field resources = rule.get("resources");
        Field paths = rule.get("nonResourceURLs");
        if (rule.get("verbs").size() == 0) {
            rules.required(rule.get("verbs"), "verbs must contain at least one value");
        }
        if (paths.size() > 0) {
            if (namespaced) {
                rules.invalid(paths, "namespaced rules cannot apply to non-resource URLs");
            }
            if (groups.size() + resources.size() + rule.get("resourceNames").size() > 0) {
                rules.invalid(paths, "rules cannot apply to both regular resources and non-resource URLs");
            }
            return;
        }
        if (groups.size() == 0) {
            rules.required(groups, "resource rules must supply at least one api group");
        }
        if (resources.size() == 0) {
            rules.required(resources, "resource rules must supply at least one resource");
        }
    }
}
