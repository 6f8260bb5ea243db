/** The rules of the limits on what a namespace may use. */
@NullMarked
package io.davit.kinds.limits;

import org.jspecify.annotations.NullMarked;
