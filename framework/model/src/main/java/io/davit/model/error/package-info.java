/** The one error vocabulary of the API layer: reasons, causes with field paths, and the exception that carries them. */
@NullMarked
package io.davit.model.error;

import org.jspecify.annotations.NullMarked;
