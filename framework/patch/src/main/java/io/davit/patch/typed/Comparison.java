package io.davit.patch.typed;

import io.davit.model.error.ApiException;
import io.davit.patch.fields.FieldSet;
import io.davit.patch.fields.PathElement;
import io.davit.patch.fields.Values;
import io.davit.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What differs between two states of an object, as sets of paths. Maps are compared field by field and keyed lists element by
 * element; scalars, atomic maps and all other lists as a whole. What the schema does not know is compared like maps of anything.
 */
public record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {

    public static Comparison of(ObjectNode before, ObjectNode after, Schema schema) {
        return of(before, after, Type.builtIn(schema));
    }

    static Comparison of(ObjectNode before, ObjectNode after, Type type) {
        Comparison found = empty();
        found.fields(before, after, type);
        return found;
    }

    private static Comparison empty() {
        return new Comparison(new FieldSet(), new FieldSet(), new FieldSet());
    }

    /** Everything that is there or is otherwise now. */
    public FieldSet written() {
        return added.union(modified);
    }

    /** Without what is in the set and below it. */
    public Comparison ignoring(FieldSet fields) {
        return fields.isEmpty()
                ? this
                : new Comparison(
                        added.recursiveDifference(fields),
                        modified.recursiveDifference(fields),
                        removed.recursiveDifference(fields));
    }

    private void fields(@Nullable ObjectNode before, @Nullable ObjectNode after, Type type) {
        Set<String> names = new LinkedHashSet<>();
        if (before != null) {
            names.addAll(before.propertyNames());
        }
        if (after != null) {
            names.addAll(after.propertyNames());
        }
        for (String name : names) {
            Type field = type.field(name);
            compare(
                    PathElement.field(name),
                    before == null ? null : before.get(name),
                    after == null ? null : after.get(name),
                    field == null ? Type.ANYTHING : field);
        }
    }

    private void compare(PathElement element, @Nullable JsonNode before, @Nullable JsonNode after, Type type) {
        if (before == after) {
            return;
        }
        Form old = type.form(before);
        Form now = type.form(after);
        boolean leaf;
        if (after == null) {
            leaf = compare(element, before, null, type, old);
        } else if (before == null || old == now) {
            leaf = compare(element, before, after, type, now);
        } else {
            // what was below is gone, what is below is new, and the value itself has changed
            compare(element, before, after, type, old);
            leaf = compare(element, before, after, type, now);
        }
        if (!leaf) {
            mark(element, before, after);
        }
    }

    /** Compares two values of one form; answers whether they were compared as a whole. */
    private boolean compare(
            PathElement element, @Nullable JsonNode before, @Nullable JsonNode after, Type type, Form form) {
        boolean leaf = switch (form) {
            case SCALAR -> true;
            case MAP -> type.isAtomicMap() || (isEmpty(asMap(before)) && isEmpty(asMap(after)));
            case LIST -> type.isAtomicList() || (isEmpty(asList(before)) && isEmpty(asList(after)));
        };
        if (leaf) {
            mark(element, before, after);
            if (before != null && after != null && !Values.same(before, after)) {
                modified.add(element);
            }
            return true;
        }
        Comparison below = new Comparison(added.fill(element), modified.fill(element), removed.fill(element));
        if (form == Form.MAP) {
            below.fields(asMap(before), asMap(after), type);
        } else {
            below.elements(asList(before), asList(after), type);
        }
        added.dropEmpty(element);
        modified.dropEmpty(element);
        removed.dropEmpty(element);
        return false;
    }

    private void elements(@Nullable ArrayNode before, @Nullable ArrayNode after, Type list) {
        Map<PathElement, List<JsonNode>> old = keyed(before, list);
        Map<PathElement, List<JsonNode>> now = keyed(after, list);
        Set<PathElement> all = new LinkedHashSet<>(old.keySet());
        all.addAll(now.keySet());
        for (PathElement element : all) {
            element(element, old.getOrDefault(element, List.of()), now.getOrDefault(element, List.of()), list.items());
        }
    }

    /** Elements that come twice are one value together: it appears, changes or goes as a whole. */
    private void element(PathElement element, List<JsonNode> before, List<JsonNode> after, Type items) {
        @Nullable JsonNode old = before.isEmpty() ? null : before.getFirst();
        @Nullable JsonNode now = after.isEmpty() ? null : after.getFirst();
        if (before.size() <= 1 && after.size() <= 1) {
            compare(element, old, now, items);
        } else if (before.size() > 1 && after.size() > 1) {
            if (!same(before, after)) {
                modified.add(element);
            }
        } else if (before.size() > 1) {
            if (now != null) {
                compare(element, null, now, items);
            }
            removed.add(element);
        } else {
            if (old != null) {
                compare(element, old, null, items);
            }
            added.add(element);
        }
    }

    private static boolean same(List<JsonNode> before, List<JsonNode> after) {
        if (before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!Values.same(before.get(i), after.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void mark(PathElement element, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null) {
            added.add(element);
        } else if (after == null) {
            removed.add(element);
        }
    }

    private static boolean isEmpty(@Nullable JsonNode container) {
        return container == null || container.isEmpty();
    }

    private static @Nullable ArrayNode asList(@Nullable JsonNode node) {
        return node instanceof ArrayNode list ? list : null;
    }

    private static @Nullable ObjectNode asMap(@Nullable JsonNode node) {
        return node instanceof ObjectNode map ? map : null;
    }

    private static Map<PathElement, List<JsonNode>> keyed(@Nullable ArrayNode list, Type type) {
        Map<PathElement, List<JsonNode>> keyed = new LinkedHashMap<>();
        if (list == null) {
            return keyed;
        }
        int place = 0;
        for (JsonNode item : list) {
            PathElement known = type.element(item);
            if (known == null && item.isObject() && !type.isSet()) {
                throw ApiException.badRequest(
                        "associative list with keys has an element that omits key field " + type.keys());
            }
            PathElement element = Objects.requireNonNullElse(known, PathElement.index(place++));
            keyed.computeIfAbsent(element, e -> new ArrayList<>()).add(item);
        }
        return keyed;
    }
}
