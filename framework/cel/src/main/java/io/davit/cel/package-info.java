/** Kubernetes CEL: compiles expressions over declared types and evaluates them within a budget. */
@NullMarked
package io.davit.cel;

import org.jspecify.annotations.NullMarked;
