package io.davit.kinds.reading;

import io.davit.kinds.codec.Zero;
import io.davit.kinds.type.GoType;
import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Equality of trees as the API means it: numbers by size, absent, null, an empty list and an empty map alike. */
public final class Same {

    private Same() {}

    /** Names of maps that no struct shares which can be empty: there an empty object says something. */
    private static final class MapNames {

        private static final Set<String> ALL = all();

        private static Set<String> all() {
            Set<String> maps = new HashSet<>();
            Set<String> others = new HashSet<>();
            TypeTable.get()
                    .structs()
                    .forEach(struct -> struct.fields().forEach(field -> {
                        if (field.type() instanceof GoType.MapOf) {
                            maps.add(field.name());
                        } else if (canBeEmpty(field.type())) {
                            others.add(field.name());
                        }
                    }));
            maps.removeAll(others);
            // a struct in RuntimeClass alone, of which nothing compares it
            maps.add("overhead");
            return Set.copyOf(maps);
        }

        private static boolean canBeEmpty(GoType type) {
            return switch (type) {
                case GoType.Pointer pointer -> canBeEmpty(pointer.target());
                case StructType struct -> struct.fields().stream().allMatch(field -> Zero.ofField(field) == null);
                case GoType.Custom _, GoType.Any _ -> true;
                default -> false;
            };
        }
    }

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
        return names.stream()
                .allMatch(name ->
                        same(a.get(name), b.get(name)) || (noEntries(a, name) && noEntries(b, name) && isMap(name)));
    }

    private static boolean noEntries(JsonNode object, String name) {
        JsonNode map = object.get(name);
        return nothing(map) || (map != null && map.isObject() && map.isEmpty());
    }

    private static boolean isMap(String name) {
        return MapNames.ALL.contains(name);
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
