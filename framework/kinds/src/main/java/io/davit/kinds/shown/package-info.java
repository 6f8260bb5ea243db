/** How values of built-in kinds look in messages, where the API shows its own form of an object instead of the published one. */
@NullMarked
package io.davit.kinds.shown;

import org.jspecify.annotations.NullMarked;
