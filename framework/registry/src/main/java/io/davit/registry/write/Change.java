package io.davit.registry.write;

import io.davit.registry.family.Decoded;
import tools.jackson.databind.node.ObjectNode;

/** What an update does to the present object, in the served version: the body of a PUT ignores it, a patch starts from it. */
@FunctionalInterface
public interface Change {

    /** @param present a copy, the change's to keep */
    Decoded apply(ObjectNode present);

    /** Whether an object that is not there is made, from what its kind is without any content. */
    default boolean creates() {
        return false;
    }
}
