/** The rules of who goes first, and of how many may go at a time. */
@NullMarked
package io.davit.kinds.policy;

import org.jspecify.annotations.NullMarked;
