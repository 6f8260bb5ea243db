/** Objects seen through their schema: which fields they have, what differs, what merging and removing makes of them. */
@NullMarked
package io.davit.patch.typed;

import org.jspecify.annotations.NullMarked;
