package io.davit.registry.write;

import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.registry.family.Decoded;
import java.util.ArrayList;
import java.util.List;

/** What becomes of fields that strict decoding minds. */
final class Strictness {

    private Strictness() {}

    /** Warns or refuses, as the request asked. */
    static void apply(GroupVersionKind kind, Decoded decoded, List<String> duplicates, WriteOptions options) {
        List<String> problems = new ArrayList<>();
        duplicates.forEach(path -> problems.add("duplicate field \"" + path + "\""));
        problems.addAll(decoded.problems());
        if (problems.isEmpty()) {
            return;
        }
        switch (options.fieldValidation()) {
            case IGNORE -> {}
            case WARN -> problems.forEach(options.warn());
            case STRICT ->
                throw ApiException.badRequest(kind.kind() + " in version \"" + kind.version()
                        + "\" cannot be handled as a " + kind.kind() + ": strict decoding error: "
                        + String.join(", ", problems));
        }
    }
}
