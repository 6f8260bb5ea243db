package io.davit.patch.managed;

import io.davit.patch.fields.FieldSet;
import io.davit.patch.typed.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The versions that an object's kind has: what an object looks like in each, and what a way of writing cannot change there. */
public interface Versions {

    /** The type of the kind in a version; null where the kind has no such version any more. */
    @Nullable
    Type type(String apiVersion);

    /**
     * An object in another version.
     *
     * @throws io.davit.model.error.ApiException when it cannot be converted
     */
    ObjectNode convert(ObjectNode object, String from, String to);

    /** What this way of writing leaves as it is, such as the status when the main resource is written. */
    FieldSet reset(String apiVersion);
}
