/** The rules of devices, and of claims to them. */
@NullMarked
package io.davit.kinds.devices;

import org.jspecify.annotations.NullMarked;
