package io.davit.kinds.reading;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Equality of trees as the API means it: numbers by size, absent, null and an empty list alike. */
public final class Same {

    private Same() {}

    public static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
        if (a == null || b == null || nothing(a) || nothing(b)) {
            return nothing(a) && nothing(b);
        }
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        if (a.isObject() && b.isObject()) {
            return sameFields(a, b);
        }
        if (a.isArray() && b.isArray()) {
            return sameItems(a, b);
        }
        return a.equals(b);
    }

    private static boolean sameFields(JsonNode a, JsonNode b) {
        Set<String> names = new TreeSet<>(a.propertyNames());
        names.addAll(b.propertyNames());
        return names.stream().allMatch(name -> same(a.get(name), b.get(name)));
    }

    private static boolean sameItems(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean nothing(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() || (node.isArray() && node.isEmpty());
    }
}
