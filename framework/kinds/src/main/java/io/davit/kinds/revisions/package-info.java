/** The rules of the revisions that controllers keep. */
@NullMarked
package io.davit.kinds.revisions;

import org.jspecify.annotations.NullMarked;
