/** The functions that expressions may call: what they take, what they do, and what they cost. */
@NullMarked
package io.davit.cel.library;

import org.jspecify.annotations.NullMarked;
