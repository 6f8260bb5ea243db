package io.davit.registry.write;

import tools.jackson.databind.node.ObjectNode;

/** A part of an object that is written as an object of its own kind, as the replicas of a Deployment are as a Scale: admission sees that. */
public interface Facet {

    /** What the part looks like by itself. */
    ObjectNode of(ObjectNode served);

    /** Writes the part into its object. */
    void into(ObjectNode served, ObjectNode part);
}
