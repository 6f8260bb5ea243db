/** The front door: a running API layer. */
@NullMarked
package io.davit.apiserver;

import org.jspecify.annotations.NullMarked;
