/** The rules of events, and how they look in both of their groups. */
@NullMarked
package io.davit.kinds.events;

import org.jspecify.annotations.NullMarked;
