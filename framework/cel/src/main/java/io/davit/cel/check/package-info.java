/** Parses expressions and checks their types with dev.cel, and tells their faults in the words of cel-go. */
@NullMarked
package io.davit.cel.check;

import org.jspecify.annotations.NullMarked;
