/** Jobs that run to their end, once or by the clock: their defaults, their rules, and what may change. */
@NullMarked
package io.davit.kinds.batch;

import org.jspecify.annotations.NullMarked;
