/** Objects as something else: as the rows of a Table, or as their metadata alone. */
@NullMarked
package io.davit.apiserver.transform;

import org.jspecify.annotations.NullMarked;
