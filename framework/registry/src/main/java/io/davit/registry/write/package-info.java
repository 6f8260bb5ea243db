/** The way of a write: from a body or a patch to a revision. */
@NullMarked
package io.davit.registry.write;

import org.jspecify.annotations.NullMarked;
