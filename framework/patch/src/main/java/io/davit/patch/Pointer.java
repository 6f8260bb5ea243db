package io.davit.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Paths of JSON Patch, taken apart the way API servers do. */
final class Pointer {

    private Pointer() {}

    /** The unescaped names between the first and the last slash. A path without a slash is refused. */
    static List<String> parents(String path, Supplier<? extends RuntimeException> refusal) {
        int start = path.indexOf('/');
        if (start < 0) {
            throw refusal.get();
        }
        List<String> parts = new ArrayList<>();
        for (int end = path.indexOf('/', start + 1); end >= 0; end = path.indexOf('/', start + 1)) {
            parts.add(unescaped(path.substring(start + 1, end)));
            start = end;
        }
        return parts;
    }

    /** The unescaped name behind the last slash. */
    static String last(String path) {
        return unescaped(path.substring(path.lastIndexOf('/') + 1));
    }

    /** An index below {@code size}; negative ones count from the end. */
    static int index(String key, int size, Supplier<? extends RuntimeException> refusal) {
        int index;
        try {
            index = Integer.parseInt(key);
        } catch (NumberFormatException e) {
            throw refusal.get();
        }
        if (index < -size || index >= size) {
            throw refusal.get();
        }
        return index < 0 ? index + size : index;
    }

    private static String unescaped(String part) {
        return part.indexOf('~') < 0 ? part : part.replace("~1", "/").replace("~0", "~");
    }
}
