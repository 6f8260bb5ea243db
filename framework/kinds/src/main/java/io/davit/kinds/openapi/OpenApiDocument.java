package io.davit.kinds.openapi;

/**
 * A document, ready to be sent.
 *
 * @param json its bytes; not to be changed
 * @param hash changes when the document does: for {@code ETag} and the {@code hash} of its address
 */
public record OpenApiDocument(byte[] json, String hash) {}
