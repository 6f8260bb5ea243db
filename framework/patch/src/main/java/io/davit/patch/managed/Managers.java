package io.davit.patch.managed;

import io.davit.model.json.Json;
import io.davit.patch.fields.FieldSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The managers of an object, in an order that does not change with time. Operations answer new ones. */
final class Managers {

    static final Managers NONE = new Managers(new TreeMap<>());

    private final TreeMap<Manager.Id, Manager> all;

    private Managers(TreeMap<Manager.Id, Manager> all) {
        this.all = all;
    }

    /** The entries of a {@code managedFields}; null when any of them is malformed. */
    static @Nullable Managers parse(JsonNode entries) {
        TreeMap<Manager.Id, Manager> all = new TreeMap<>();
        for (JsonNode entry : entries) {
            Manager manager = Manager.parse(entry);
            if (manager == null) {
                return null;
            }
            all.put(manager.id(), manager);
        }
        return new Managers(all);
    }

    /** In the order of {@code managedFields}. */
    ArrayNode json() {
        List<Manager> shown = new ArrayList<>(all.values());
        shown.sort(Manager.SHOWN);
        ArrayNode list = Json.array();
        shown.forEach(manager -> list.add(manager.json()));
        return list;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Collection<Manager> all() {
        return all.values();
    }

    @Nullable
    Manager get(Manager.Id id) {
        return all.get(id);
    }

    /** With a manager, who replaces one with the same name and way of writing. */
    Managers with(Manager manager) {
        TreeMap<Manager.Id, Manager> next = new TreeMap<>(all);
        next.put(manager.id(), manager);
        return new Managers(next);
    }

    Managers without(Manager.Id id) {
        TreeMap<Manager.Id, Manager> next = new TreeMap<>(all);
        next.remove(id);
        return new Managers(next);
    }

    /** Every manager with other fields; who gets null, or nothing, is one no more. */
    Managers map(Function<Manager, @Nullable FieldSet> change) {
        TreeMap<Manager.Id, Manager> next = new TreeMap<>();
        for (Manager manager : all.values()) {
            FieldSet fields = change.apply(manager);
            if (fields != null && !fields.isEmpty()) {
                next.put(manager.id(), manager.owning(fields));
            }
        }
        return new Managers(next);
    }

    /** One manager with other fields; gone when nothing is left. */
    Managers mapOne(Manager.Id id, Function<FieldSet, FieldSet> change) {
        Manager manager = all.get(id);
        if (manager == null) {
            return this;
        }
        FieldSet fields = change.apply(manager.fields());
        return fields.isEmpty() ? without(id) : with(manager.owning(fields));
    }
}
