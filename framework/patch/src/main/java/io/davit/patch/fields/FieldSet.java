package io.davit.patch.fields;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A set of paths into an object, as a tree: at each step, which elements are members, and which have members below them. The
 * operations answer new sets.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-side apply</a>
 */
public final class FieldSet {

    private final TreeSet<PathElement> members = new TreeSet<>();
    private final TreeMap<PathElement, FieldSet> children = new TreeMap<>();

    /** The set that {@code fieldsV1} says; null when it is malformed. */
    public static @Nullable FieldSet parse(JsonNode fieldsV1) {
        FieldSet set = new FieldSet();
        for (Map.Entry<String, JsonNode> field : fieldsV1.properties()) {
            if (field.getKey().equals(".") || PathElement.isOfTheFuture(field.getKey())) {
                continue;
            }
            PathElement element = PathElement.parse(field.getKey());
            if (element == null || !field.getValue().isObject()) {
                return null;
            }
            if (field.getValue().isEmpty() || field.getValue().has(".")) {
                set.members.add(element);
            }
            FieldSet below = parse(field.getValue());
            if (below == null) {
                return null;
            }
            if (!below.isEmpty()) {
                set.children.put(element, below);
            }
        }
        return set;
    }

    /** The form of {@code fieldsV1}. */
    public ObjectNode fieldsV1() {
        ObjectNode json = Json.object();
        TreeSet<PathElement> all = new TreeSet<>(members);
        all.addAll(children.keySet());
        for (PathElement element : all) {
            FieldSet below = children.get(element);
            ObjectNode node = below == null ? Json.object() : below.fieldsV1();
            if (below != null && members.contains(element)) {
                ObjectNode marked = Json.object();
                marked.putObject(".");
                marked.setAll(node);
                node = marked;
            }
            json.set(element.text(), node);
        }
        return json;
    }

    public boolean isEmpty() {
        return members.isEmpty() && children.isEmpty();
    }

    /** For building a set; a set that somebody else has seen must not change any more. */
    public void add(PathElement element) {
        members.add(element);
    }

    /** For building a set: with everything that another set has. */
    public void addAll(FieldSet other) {
        members.addAll(other.members);
        children.putAll(other.children);
    }

    /** The set below an element, for building a set; {@link #dropEmpty} forgets those that stayed empty. */
    public FieldSet fill(PathElement element) {
        return children.computeIfAbsent(element, e -> new FieldSet());
    }

    public void dropEmpty(PathElement element) {
        FieldSet below = children.get(element);
        if (below != null && below.isEmpty()) {
            children.remove(element);
        }
    }

    /** Whether the element is a member itself; what is below it does not count. */
    public boolean has(PathElement element) {
        return members.contains(element);
    }

    /** The members below an element; null where there are none. */
    public @Nullable FieldSet below(PathElement element) {
        return children.get(element);
    }

    /** Every element that is a member or has members below it, in order. */
    public SortedSet<PathElement> elements() {
        TreeSet<PathElement> all = new TreeSet<>(members);
        all.addAll(children.keySet());
        return all;
    }

    /** Every member with the text of its path, such as {@code .spec.ports[port=80]}: those of a level come before what is below. */
    public List<String> paths() {
        List<String> paths = new ArrayList<>();
        paths("", paths);
        return paths;
    }

    private void paths(String prefix, List<String> paths) {
        members.forEach(element -> paths.add(prefix + element.readable()));
        children.forEach((element, below) -> below.paths(prefix + element.readable(), paths));
    }

    public FieldSet union(FieldSet other) {
        FieldSet result = new FieldSet();
        result.members.addAll(members);
        result.members.addAll(other.members);
        children.forEach((element, below) -> {
            FieldSet theirs = other.children.get(element);
            result.children.put(element, theirs == null ? below : below.union(theirs));
        });
        other.children.forEach(result.children::putIfAbsent);
        return result;
    }

    /** What is a member of both. */
    public FieldSet intersection(FieldSet other) {
        FieldSet result = new FieldSet();
        result.members.addAll(members);
        result.members.retainAll(other.members);
        children.forEach((element, below) -> {
            FieldSet theirs = other.children.get(element);
            FieldSet both = theirs == null ? new FieldSet() : below.intersection(theirs);
            if (!both.isEmpty()) {
                result.children.put(element, both);
            }
        });
        return result;
    }

    /** Without the members of the other set; what is below them stays. */
    public FieldSet difference(FieldSet other) {
        FieldSet result = new FieldSet();
        result.members.addAll(members);
        result.members.removeAll(other.members);
        children.forEach((element, below) -> {
            FieldSet theirs = other.children.get(element);
            FieldSet left = theirs == null ? below : below.difference(theirs);
            if (!left.isEmpty()) {
                result.children.put(element, left);
            }
        });
        return result;
    }

    /** Without the members of the other set and everything below them. */
    public FieldSet recursiveDifference(FieldSet other) {
        FieldSet result = new FieldSet();
        result.members.addAll(members);
        result.members.removeAll(other.members);
        children.forEach((element, below) -> {
            if (other.members.contains(element)) {
                return;
            }
            FieldSet theirs = other.children.get(element);
            FieldSet left = theirs == null ? below : below.recursiveDifference(theirs);
            if (!left.isEmpty()) {
                result.children.put(element, left);
            }
        });
        return result;
    }

    /** A set of plain fields, such as {@code metadata.name}. */
    public static FieldSet ofFields(String... paths) {
        FieldSet set = new FieldSet();
        for (String path : paths) {
            FieldSet at = set;
            String[] names = path.split("\\.");
            for (int i = 0; i < names.length - 1; i++) {
                at = at.fill(PathElement.field(names[i]));
            }
            at.add(PathElement.field(names[names.length - 1]));
        }
        return set;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldSet set && members.equals(set.members) && children.equals(set.children);
    }

    @Override
    public int hashCode() {
        return 31 * members.hashCode() + children.hashCode();
    }

    @Override
    public String toString() {
        return Json.text(fieldsV1());
    }
}
