package io.davit.apiserver.endpoint;

import org.jspecify.annotations.Nullable;

/** The metadata of a list. {@code remaining} is null where it is not told. */
public record ListMeta(
        long revision, String continueToken, @Nullable Long remaining) {}
