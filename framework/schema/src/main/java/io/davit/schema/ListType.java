package io.davit.schema;

/** {@code x-kubernetes-list-type}: how a list is merged and what may be in it. Absent means atomic. */
public enum ListType {
    ATOMIC,
    SET,
    MAP
}
