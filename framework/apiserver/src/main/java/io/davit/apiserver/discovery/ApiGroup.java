package io.davit.apiserver.discovery;

import io.davit.kinds.ResourceDefinition;
import io.davit.model.VersionPriority;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A group with its versions, the preferred one first, and the resources of each version. */
record ApiGroup(String name, boolean custom, Map<String, List<ResourceDefinition>> versions) {

    /** Groups of built-in kinds in the order in which they come, then those of custom resources by name. */
    static List<ApiGroup> of(Collection<ResourceDefinition> definitions) {
        Map<String, List<ResourceDefinition>> builtIn = new LinkedHashMap<>();
        Map<String, List<ResourceDefinition>> custom = new TreeMap<>();
        for (ResourceDefinition definition : definitions) {
            if (!definition.custom()) {
                builtIn.computeIfAbsent(definition.kind().group(), group -> new ArrayList<>())
                        .add(definition);
            }
        }
        for (ResourceDefinition definition : definitions) {
            String group = definition.kind().group();
            if (definition.custom()) {
                builtIn.getOrDefault(group, custom.computeIfAbsent(group, name -> new ArrayList<>()))
                        .add(definition);
            }
        }
        List<ApiGroup> groups = new ArrayList<>();
        builtIn.forEach((name, members) -> groups.add(group(name, false, members)));
        custom.forEach((name, members) -> {
            if (!members.isEmpty()) {
                groups.add(group(name, true, members));
            }
        });
        return groups;
    }

    String preferred() {
        return versions.keySet().iterator().next();
    }

    /** The definition of a resource in the most preferred version that has it. */
    ResourceDefinition preferred(ResourceDefinition of) {
        for (List<ResourceDefinition> members : versions.values()) {
            for (ResourceDefinition member : members) {
                if (member.plural().equals(of.plural())) {
                    return member;
                }
            }
        }
        return of;
    }

    private static ApiGroup group(String name, boolean custom, List<ResourceDefinition> members) {
        Map<String, List<ResourceDefinition>> versions =
                custom ? new TreeMap<>(VersionPriority.BEST_FIRST) : new LinkedHashMap<>();
        for (ResourceDefinition member : members) {
            List<ResourceDefinition> known =
                    versions.computeIfAbsent(member.kind().version(), version -> new ArrayList<>());
            // what allows nothing is announced by its group alone: its definition is not in order
            if (!member.verbs().isEmpty()) {
                known.add(member);
            }
        }
        versions.values().forEach(list -> list.sort(Comparator.comparing(ResourceDefinition::plural)));
        return new ApiGroup(name, custom, versions);
    }
}
