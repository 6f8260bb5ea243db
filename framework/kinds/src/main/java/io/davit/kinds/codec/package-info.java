/** Reads and completes built-in objects the way Go's structs do: what is refused, what is dropped, what is written though empty. */
@NullMarked
package io.davit.kinds.codec;

import org.jspecify.annotations.NullMarked;
