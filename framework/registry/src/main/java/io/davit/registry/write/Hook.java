package io.davit.registry.write;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a kind needs done beside its own object: reserving an address for a Service, making a ServiceCIDR's addresses known. It acts
 * after admission and before validation, and is undone when the write does not come about.
 */
public interface Hook {

    /** A hook that does nothing. */
    Hook NONE = new Hook() {};

    /** Called before a new object is validated; may change it. Answers how to undo it. */
    default Runnable beforeCreate(ObjectNode object, boolean dryRun) {
        return () -> {};
    }

    /** Called before an update is validated; may change the object. Answers how to undo it. */
    default Runnable beforeUpdate(ObjectNode object, ObjectNode old, boolean dryRun) {
        return () -> {};
    }

    /** Called after an update was stored. */
    default void updated(ObjectNode object, ObjectNode old) {}

    /** Called after the object is gone from the store. */
    default void deleted(ObjectNode object) {}
}
