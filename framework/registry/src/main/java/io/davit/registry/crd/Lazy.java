package io.davit.registry.crd;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made once, when it is first asked for. */
final class Lazy<T extends @Nullable Object> {

    private final Supplier<T> maker;
    private volatile @Nullable Made<T> made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        Made<T> known = made;
        return known == null ? make() : known.value;
    }

    private synchronized T make() {
        Made<T> known = made;
        if (known == null) {
            known = new Made<>(maker.get());
            made = known;
        }
        return known.value;
    }

    private record Made<T extends @Nullable Object>(T value) {}
}
