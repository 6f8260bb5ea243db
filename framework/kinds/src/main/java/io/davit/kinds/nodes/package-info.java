/** The rules of nodes and of how they run pods. */
@NullMarked
package io.davit.kinds.nodes;

import org.jspecify.annotations.NullMarked;
