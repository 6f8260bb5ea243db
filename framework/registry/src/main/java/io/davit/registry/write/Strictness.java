package io.davit.registry.write;

import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.registry.family.Decoded;

/** What becomes of fields that strict decoding minds. */
public final class Strictness {

    private Strictness() {}

    /** Warns or refuses, as the request asked. */
    public static void apply(GroupVersionKind kind, Decoded decoded, WriteOptions options) {
        if (decoded.strictError().isEmpty()) {
            return;
        }
        switch (options.fieldValidation()) {
            case IGNORE -> {}
            case WARN -> decoded.warnings().forEach(options.warn());
            case STRICT ->
                throw ApiException.badRequest(kind.kind() + " in version \"" + kind.version()
                        + "\" cannot be handled as a " + kind.kind() + ": " + decoded.strictError());
        }
    }
}
