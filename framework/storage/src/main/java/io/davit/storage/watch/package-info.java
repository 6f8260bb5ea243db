/** How an engine tells its watches of changes: in order, without a gap, one at a time. */
@NullMarked
package io.davit.storage.watch;

import org.jspecify.annotations.NullMarked;
