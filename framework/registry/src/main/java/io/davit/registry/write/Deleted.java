package io.davit.registry.write;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a deletion.
 *
 * @param json the object in the served version, when it stays for a while or its kind answers with it; null when a Status is the answer
 * @param gone whether nothing of it is left
 */
public record Deleted(String name, String uid, byte @Nullable [] json, boolean gone) {}
