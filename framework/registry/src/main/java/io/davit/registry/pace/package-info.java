/** Steps that bring what is stored to what should be, made in the background whenever something has changed. */
@NullMarked
package io.davit.registry.pace;

import org.jspecify.annotations.NullMarked;
