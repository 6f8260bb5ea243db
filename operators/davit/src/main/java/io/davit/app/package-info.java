/** The application behind {@code ./davit}: its commands, and what they compose. */
@NullMarked
package io.davit.app;

import org.jspecify.annotations.NullMarked;
