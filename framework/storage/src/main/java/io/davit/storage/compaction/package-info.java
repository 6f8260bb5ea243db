/** When the past of a store is forgotten. */
@NullMarked
package io.davit.storage.compaction;

import org.jspecify.annotations.NullMarked;
