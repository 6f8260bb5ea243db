/** Evaluates checked expressions step by step and counts what every step costs. */
@NullMarked
package io.davit.cel.evaluate;

import org.jspecify.annotations.NullMarked;
