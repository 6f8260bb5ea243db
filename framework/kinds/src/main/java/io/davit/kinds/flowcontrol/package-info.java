/** The rules of flow schemas and priority levels. */
@NullMarked
package io.davit.kinds.flowcontrol;

import org.jspecify.annotations.NullMarked;
