/** Load on a whole API server over HTTP, each measurement beside the fastest thing that could be in its place. */
@NullMarked
package io.davit.bench;

import org.jspecify.annotations.NullMarked;
