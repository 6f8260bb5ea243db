/** Resource quantities such as 500m and 2Gi. */
@NullMarked
package io.davit.model.quantity;

import org.jspecify.annotations.NullMarked;
