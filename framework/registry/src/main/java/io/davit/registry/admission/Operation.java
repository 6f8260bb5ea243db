package io.davit.registry.admission;

/** What is done to an object, as admission names it. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
}
