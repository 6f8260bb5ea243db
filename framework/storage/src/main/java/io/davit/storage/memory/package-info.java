/** The engine that keeps everything in memory, for tests and for trying things out. */
@NullMarked
package io.davit.storage.memory;

import org.jspecify.annotations.NullMarked;
