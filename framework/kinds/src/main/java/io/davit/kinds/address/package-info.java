/** The stricter rules for IP addresses and blocks in objects. */
@NullMarked
package io.davit.kinds.address;

import org.jspecify.annotations.NullMarked;
