package io.davit.registry.cache;

import java.util.List;

/**
 * How objects of one resource look through one of its versions. A view that changes nothing answers {@link CachedObject#json()}
 * itself, so that its bytes are shared. A new view is made when a schema changes.
 */
public interface ObjectView {

    /** The storage version as it stands. */
    ObjectView AS_STORED = new ObjectView() {
        @Override
        public byte[] render(CachedObject object) {
            return object.json();
        }

        @Override
        public boolean rendersStored() {
            return true;
        }
    };

    byte[] render(CachedObject object);

    /** Whether it always answers the bytes as stored. */
    default boolean rendersStored() {
        return false;
    }

    /** The bytes of an object, rendered at most once for the view last used. */
    default byte[] bytes(CachedObject object) {
        return rendersStored() ? object.json() : object.servedBy(this);
    }

    /** The bytes of several objects, in their order. */
    default List<byte[]> all(List<CachedObject> objects) {
        return objects.stream().map(this::bytes).toList();
    }

    /** Whether somebody else may be asked to render, so that the caller may have to wait. */
    default boolean waits() {
        return false;
    }
}
