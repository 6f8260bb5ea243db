package io.davit.registry.policy;

import io.davit.model.GroupVersionResource;
import io.davit.registry.admission.Operation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Operations on resources. A star stands for everything; {@code pods/*} for a resource and all its subresources, {@code *} for all resources
 * without their subresources.
 *
 * @param names names of objects; empty for all
 */
record Rule(
        List<String> operations,
        List<String> groups,
        List<String> versions,
        List<String> resources,
        String scope,
        List<String> names) {

    private static final String ALL = "*";

    static Rule of(JsonNode rule) {
        return new Rule(
                texts(rule.path("operations")),
                texts(rule.path("apiGroups")),
                texts(rule.path("apiVersions")),
                texts(rule.path("resources")),
                rule.path("scope").asString(ALL),
                texts(rule.path("resourceNames")));
    }

    /** Whether it is about this resource, whatever the object's name. */
    boolean covers(Operation operation, GroupVersionResource resource, String subresource, String namespace) {
        return has(operations, operation.name())
                && has(groups, resource.group())
                && has(versions, resource.version())
                && coversScope(resource, namespace)
                && resources.stream().anyMatch(each -> covers(each, resource.resource(), subresource));
    }

    boolean covers(String name) {
        return names.isEmpty() || names.contains(name);
    }

    /** A namespace is of cluster scope, though its request is in the namespace of its own name. */
    private boolean coversScope(GroupVersionResource resource, String namespace) {
        boolean cluster = namespace.isEmpty()
                || (resource.group().isEmpty() && resource.resource().equals("namespaces"));
        return switch (scope) {
            case "Namespaced" -> !cluster;
            case "Cluster" -> cluster;
            default -> scope.equals(ALL);
        };
    }

    private static boolean covers(String rule, String resource, String subresource) {
        int slash = rule.indexOf('/');
        String ruleResource = slash < 0 ? rule : rule.substring(0, slash);
        String ruleSubresource = slash < 0 ? "" : rule.substring(slash + 1);
        return (ruleResource.equals(ALL) || ruleResource.equals(resource))
                && (ruleSubresource.equals(ALL) || ruleSubresource.equals(subresource));
    }

    private static boolean has(List<String> items, String wanted) {
        return items.contains(ALL) || items.contains(wanted);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asString("")));
        return List.copyOf(texts);
    }
}
