package io.davit.cel.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object that an expression has made by naming its type, such as {@code Object.spec{replicas: 1}}. */
public final class StructValue extends MapValue {

    private final String typeName;
    private final Map<String, Object> fields;

    /** Takes the fields over; their names are not escaped. */
    public StructValue(String typeName, Map<String, Object> fields) {
        this.typeName = typeName;
        this.fields = fields;
    }

    public String typeName() {
        return typeName;
    }

    public Map<String, Object> fields() {
        return fields;
    }

    @Override
    public int size() {
        return fields.size();
    }

    @Override
    public @Nullable Object find(Object key) {
        return key instanceof String name ? fields.get(name) : null;
    }

    @Override
    public @Nullable Object field(String name, @Nullable String unescaped) {
        return fields.get(name);
    }

    @Override
    public Iterable<Object> keys() {
        return java.util.List.copyOf(fields.keySet());
    }

    @Override
    public Object equalTo(MapValue other) {
        return other instanceof StructValue struct && struct.typeName.equals(typeName) ? super.equalTo(other) : false;
    }
}
