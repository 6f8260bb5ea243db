package io.davit.registry.family;

import tools.jackson.databind.node.ObjectNode;

/** How trees of one kind are read and shown: the outcome of a patch, above all. */
public interface Reading {

    /**
     * Reads a tree, which is not changed: types are checked, values normalised, unknown fields dropped and reported.
     *
     * @throws io.davit.model.error.ApiException a bad request, when the tree cannot be such an object
     */
    Decoded decode(ObjectNode tree);

    /** An object with its members in the order in which the API writes them, which is not that in which they are stored. */
    ObjectNode written(ObjectNode object);

    /**
     * Makes the outcome of a strategic merge patch fit the types of the kind where that can be: fractions without a fraction become
     * numbers, numbers that are too large lose their upper bits.
     *
     * @return why it is no object of the kind; empty when it is
     */
    default String fit(ObjectNode patched) {
        return "";
    }

    /** Whether a tree without a version is one in which no field is known, rather than no object at all. */
    default boolean knowsNothingWithoutVersion() {
        return true;
    }
}
