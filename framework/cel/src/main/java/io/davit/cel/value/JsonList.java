package io.davit.cel.value;

import io.davit.cel.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/** A JSON array. Where its schema says so it is compared and joined as a set, or as a map of its elements' keys. */
public final class JsonList extends ListValue {

    private final ArrayNode node;
    private final Type type;

    JsonList(ArrayNode node, Type type) {
        this.node = node;
        this.type = type;
    }

    public ArrayNode node() {
        return node;
    }

    boolean typed() {
        return type.kind() != Type.Kind.DYN;
    }

    @Override
    public int size() {
        return node.size();
    }

    @Override
    public Object get(int index) {
        Type element = type.element();
        return element == null ? JsonValues.plain(node.get(index)) : JsonValues.of(node.get(index), element);
    }

    @Override
    public ListValue plus(ListValue other) {
        return type.listKeys() instanceof Type.ListKeys.Atomic
                ? super.plus(other)
                : KeyedList.of(this, type.listKeys()).plus(other);
    }

    @Override
    public Object equalTo(ListValue other) {
        return type.listKeys() instanceof Type.ListKeys.Atomic
                ? super.equalTo(other)
                : KeyedList.of(this, type.listKeys()).equalTo(other);
    }

    /** The elements of a set or of a list that is a map, found by what makes them unique. */
    static final class KeyedList extends ListValue {

        private final List<Object> elements;
        private final Type.ListKeys keys;

        private KeyedList(List<Object> elements, Type.ListKeys keys) {
            this.elements = elements;
            this.keys = keys;
        }

        static KeyedList of(ListValue list, Type.ListKeys keys) {
            List<Object> elements = new ArrayList<>(list.size());
            list.forEach(elements::add);
            return new KeyedList(elements, keys);
        }

        @Override
        public int size() {
            return elements.size();
        }

        @Override
        public Object get(int index) {
            return elements.get(index);
        }

        /** Elements that are there already keep their place; in a map the later value counts. */
        @Override
        public ListValue plus(ListValue other) {
            List<Object> all = new ArrayList<>(elements);
            Map<Object, Integer> places = new HashMap<>();
            for (int i = 0; i < all.size(); i++) {
                places.put(keyOf(all.get(i)), i);
            }
            for (Object element : other) {
                Object key = keyOf(element);
                Integer place = places.get(key);
                if (place == null) {
                    places.put(key, all.size());
                    all.add(element);
                } else if (keys instanceof Type.ListKeys.Map && place < elements.size()) {
                    all.set(place, element);
                } else if (keys instanceof Type.ListKeys.Map) {
                    all.add(element);
                }
            }
            return new KeyedList(all, keys);
        }

        /** In any order. */
        @Override
        public Object equalTo(ListValue other) {
            if (size() != other.size()) {
                return false;
            }
            if (keys instanceof Type.ListKeys.Set) {
                Set<Object> mine = new HashSet<>(elements);
                for (Object element : other) {
                    if (!mine.contains(element)) {
                        return false;
                    }
                }
                return true;
            }
            Map<Object, Object> mine = new HashMap<>();
            elements.forEach(element -> mine.put(keyOf(element), element));
            for (Object element : other) {
                Object found = mine.get(keyOf(element));
                if (found == null) {
                    return false;
                }
                Object equal = Equality.equal(found, element);
                if (equal != Boolean.TRUE) {
                    return equal;
                }
            }
            return true;
        }

        private Object keyOf(Object element) {
            if (!(keys instanceof Type.ListKeys.Map map)) {
                return element;
            }
            List<Object> key = new ArrayList<>(map.names().size());
            for (String name : map.names()) {
                Object part = element instanceof MapValue value ? value.field(name, name) : null;
                key.add(part == null ? Null.NULL : part);
            }
            return key;
        }
    }
}
