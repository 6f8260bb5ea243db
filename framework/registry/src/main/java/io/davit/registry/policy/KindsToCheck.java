package io.davit.registry.policy;

import io.davit.kinds.ResourceDefinition;
import io.davit.model.GroupVersionKind;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The kinds against which a policy's expressions are checked: those that its rules name, at most ten by one rule. A rule with a wildcard
 * for groups or versions names none, nor does a resource with one, or a subresource.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#type-checking">Type checking</a>
 */
final class KindsToCheck {

    private static final int MOST = 10;
    private static final Comparator<GroupVersionKind> ORDER = Comparator.comparing(GroupVersionKind::group)
            .thenComparing(GroupVersionKind::version)
            .thenComparing(GroupVersionKind::kind);

    private final Collection<Served> served;
    private final SortedMap<GroupVersionKind, ResourceDefinition> found = new TreeMap<>(ORDER);

    private KindsToCheck(Collection<Served> served) {
        this.served = served;
    }

    /** In the order of their groups, versions and names. */
    static List<ResourceDefinition> of(JsonNode matchConstraints, Catalog catalog) {
        KindsToCheck kinds = new KindsToCheck(catalog.all());
        for (JsonNode rule : matchConstraints.path("resourceRules")) {
            // a rule that names too many ends the search: those after it are not looked at
            if (kinds.add(rule) == MOST) {
                break;
            }
        }
        return List.copyOf(kinds.found.values());
    }

    private int add(JsonNode rule) {
        List<String> groups = texts(rule.path("apiGroups"));
        List<String> versions = texts(rule.path("apiVersions"));
        if (hasWildcard(groups) || hasWildcard(versions)) {
            return 0;
        }
        List<String> resources = texts(rule.path("resources")).stream()
                .filter(each -> !each.contains("*") && !each.contains("/"))
                .toList();
        int count = 0;
        for (String group : groups) {
            for (String version : versions) {
                for (String resource : resources) {
                    for (ResourceDefinition each : find(group, version, resource)) {
                        found.put(each.kind(), each);
                        count++;
                        if (count == MOST) {
                            return count;
                        }
                    }
                }
            }
        }
        return count;
    }

    /** The core group, which has no name, stands for any group here: {@code events} of {@code v1} are those of two groups. */
    private List<ResourceDefinition> find(String group, String version, String resource) {
        String name = resource.toLowerCase(Locale.ROOT);
        return served.stream()
                .map(Served::definition)
                .filter(each -> group.isEmpty() || each.kind().group().equals(group))
                .filter(each -> each.kind().version().equals(version))
                .filter(each -> each.plural().equals(name) || each.singular().equals(name))
                .toList();
    }

    private static boolean hasWildcard(List<String> names) {
        return names.stream().anyMatch(each -> each.contains("*"));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asString("")));
        texts.sort(null);
        return texts;
    }
}
