package io.davit.cel.value;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** A list; its elements are made when they are asked for and may be {@link Failure}s. */
public abstract class ListValue implements Iterable<Object> {

    public abstract int size();

    /** The index is within bounds. */
    public abstract Object get(int index);

    /** This list followed by the other, as a new list or, where nobody else can see it, as this one. */
    public ListValue plus(ListValue other) {
        return new JoinedList(this, other);
    }

    /** Whether it has the same elements as the other: a boolean, or a failure. */
    public Object equalTo(ListValue other) {
        int size = size();
        if (size != other.size()) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            Object equal = Equality.equal(get(i), other.get(i));
            if (equal != Boolean.TRUE) {
                return equal;
            }
        }
        return true;
    }

    @Override
    public Iterator<Object> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return get(next++);
            }
        };
    }
}
