package io.davit.registry.write;

/**
 * The answer to a write.
 *
 * @param json the object in the served version, with its resourceVersion
 * @param created whether it is new
 */
public record Written(byte[] json, boolean created) {}
