/** Reading object trees by field with the path at hand, for defaults and validation. */
@NullMarked
package io.davit.kinds.reading;

import org.jspecify.annotations.NullMarked;
