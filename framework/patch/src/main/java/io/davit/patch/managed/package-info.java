/** Who owns which field: the managers of an object, what an update takes from them, and what an apply may. */
@NullMarked
package io.davit.patch.managed;

import org.jspecify.annotations.NullMarked;
