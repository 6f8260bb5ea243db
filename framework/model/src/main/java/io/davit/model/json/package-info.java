/** JSON text to an object tree and back. */
@NullMarked
package io.davit.model.json;

import org.jspecify.annotations.NullMarked;
