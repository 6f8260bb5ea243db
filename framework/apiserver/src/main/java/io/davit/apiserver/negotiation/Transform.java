package io.davit.apiserver.negotiation;

/** What becomes of an object before it is sent; {@code version} is {@code v1} or {@code v1beta1} of {@code meta.k8s.io}. */
public sealed interface Transform {

    Transform NONE = new None();

    /** The object as it is. */
    record None() implements Transform {}

    /** Rows for people. */
    record Table(String version) implements Transform {}

    /** One object's metadata. */
    record Metadata(String version) implements Transform {}

    /** The metadata of a list's objects. */
    record MetadataList(String version) implements Transform {}
}
