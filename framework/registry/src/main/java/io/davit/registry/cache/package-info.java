/** What the store holds, in memory as ready-made bytes, with a log of changes that watchers follow. */
@NullMarked
package io.davit.registry.cache;

import org.jspecify.annotations.NullMarked;
