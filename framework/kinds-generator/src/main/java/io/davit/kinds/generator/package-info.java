/** Writes the tables that {@code framework/kinds} reads: run by the build, never on a run-time class path. */
@NullMarked
package io.davit.kinds.generator;

import org.jspecify.annotations.NullMarked;
