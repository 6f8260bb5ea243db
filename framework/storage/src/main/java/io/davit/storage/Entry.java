package io.davit.storage;

/** A key with its value, the revision that created it and the revision that last wrote it. The value must not be changed. */
public record Entry(String key, byte[] value, long createRevision, long modRevision) {}
