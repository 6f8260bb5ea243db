package io.davit.storage;

import java.util.List;

/**
 * A part of a list.
 *
 * @param entries in key order
 * @param revision the revision that the list shows
 * @param more whether further keys follow
 * @param remaining how many keys follow; 0 when {@code more} is false
 */
public record Page(List<Entry> entries, long revision, boolean more, long remaining) {}
