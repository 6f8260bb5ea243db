/** What expressions compute with: JSON wrapped where it lies, and the few kinds of values that JSON does not know. */
@NullMarked
package io.davit.cel.value;

import org.jspecify.annotations.NullMarked;
