/** Sets of paths into an object. */
@NullMarked
package io.davit.patch.fields;

import org.jspecify.annotations.NullMarked;
