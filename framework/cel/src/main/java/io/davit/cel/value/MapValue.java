package io.davit.cel.value;

import org.jspecify.annotations.Nullable;

/** A map or an object with fields; its values are made when they are asked for and may be {@link Failure}s. */
public abstract class MapValue {

    public abstract int size();

    /** The value of a key, a failure, or null where there is none. */
    public abstract @Nullable Object find(Object key);

    /** As {@link #find} for a name that is fixed in an expression: {@code unescaped} is what it stands for in objects, null for nothing. */
    public @Nullable Object field(String name, @Nullable String unescaped) {
        return find(name);
    }

    public abstract Iterable<Object> keys();

    /** Whether it has the same entries as the other: a boolean, or a failure. */
    public Object equalTo(MapValue other) {
        if (size() != other.size()) {
            return false;
        }
        for (Object key : keys()) {
            Object mine = find(key);
            Object theirs = other.find(key);
            if (theirs == null || mine == null) {
                return false;
            }
            Object equal = Equality.equal(mine, theirs);
            if (equal != Boolean.TRUE) {
                return equal;
            }
        }
        return true;
    }
}
