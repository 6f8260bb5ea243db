/** The built-in kinds, as families of the catalog. */
@NullMarked
package io.davit.registry.builtin;

import org.jspecify.annotations.NullMarked;
