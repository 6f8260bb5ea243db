package io.davit.cel.value;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map of ready values. Numbers that are equal are the same key, whatever their type. */
public final class PlainMap extends MapValue {

    private final Map<Object, Object> entries;

    public PlainMap() {
        this(new LinkedHashMap<>());
    }

    /** Takes the map over. */
    public PlainMap(Map<Object, Object> entries) {
        this.entries = entries;
    }

    /** Adds an entry, or answers false when the key is taken. Only its maker may do this. */
    public boolean add(Object key, Object value) {
        return find(key) == null && entries.put(key, value) == null;
    }

    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    public void remove(Object key) {
        entries.remove(key);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public @Nullable Object find(Object key) {
        Object value = entries.get(key);
        if (value != null || !(key instanceof Long || key instanceof Double || key instanceof Unsigned)) {
            return value;
        }
        Object asInt = Numeric.exactInt(key);
        if (asInt != null && (value = entries.get(asInt)) != null) {
            return value;
        }
        Object asUnsigned = Numeric.exactUnsigned(key);
        return asUnsigned == null ? null : entries.get(asUnsigned);
    }

    @Override
    public Iterable<Object> keys() {
        return entries.keySet();
    }
}
