/** The rules of webhooks and policies that take part in admission. */
@NullMarked
package io.davit.kinds.admission;

import org.jspecify.annotations.NullMarked;
