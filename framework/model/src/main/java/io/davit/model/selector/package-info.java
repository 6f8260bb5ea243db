/** Label and field selectors: their query grammar, their object form, and matching. */
@NullMarked
package io.davit.model.selector;

import org.jspecify.annotations.NullMarked;
