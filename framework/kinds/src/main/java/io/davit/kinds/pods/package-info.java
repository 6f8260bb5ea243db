/** Pods and the templates of pods that other kinds carry: their defaults, their rules, and what may change. */
@NullMarked
package io.davit.kinds.pods;

import org.jspecify.annotations.NullMarked;
