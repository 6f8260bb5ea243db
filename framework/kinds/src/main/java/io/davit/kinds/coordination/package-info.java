/** The rules of leases. */
@NullMarked
package io.davit.kinds.coordination;

import org.jspecify.annotations.NullMarked;
