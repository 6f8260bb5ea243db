/** The tests that keep the house in order. */
@NullMarked
package io.davit.docs;

import org.jspecify.annotations.NullMarked;
