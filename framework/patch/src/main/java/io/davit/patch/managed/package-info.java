/** Who last wrote which field: field sets, and the managers of an object. */
@NullMarked
package io.davit.patch.managed;

import org.jspecify.annotations.NullMarked;
