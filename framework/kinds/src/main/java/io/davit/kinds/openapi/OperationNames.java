package io.davit.kinds.openapi;

import io.davit.model.GroupVersion;

/** The names that operations and tags get from a group and version. */
final class OperationNames {

    private OperationNames() {}

    /** {@code CoreV1}, {@code RbacAuthorizationV1}, {@code StableExampleComV1}. */
    static String groupVersion(GroupVersion groupVersion) {
        return group(groupVersion.group()) + capitalized(groupVersion.version());
    }

    static String group(String group) {
        StringBuilder name = new StringBuilder();
        for (String part : bare(group).split("[.-]")) {
            name.append(capitalized(part));
        }
        return name.toString();
    }

    /** {@code core_v1}, {@code rbacAuthorization_v1}. */
    static String tag(GroupVersion groupVersion) {
        return groupTag(groupVersion.group()) + "_" + groupVersion.version();
    }

    static String groupTag(String group) {
        String name = group(group);
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static String bare(String group) {
        if (group.isEmpty()) {
            return "core";
        }
        String suffix = ".k8s.io";
        return group.endsWith(suffix) ? group.substring(0, group.length() - suffix.length()) : group;
    }

    /** {@code a Pod}, {@code an Event}, {@code Endpoints}. */
    static String withArticle(String kind) {
        if (kind.endsWith("s") && !kind.endsWith("ss")) {
            return kind;
        }
        return ("AEIOU".indexOf(Character.toUpperCase(kind.charAt(0))) >= 0 ? "an " : "a ") + kind;
    }

    static String capitalized(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
