/** The rules of volumes, claims, and the classes and drivers behind them. */
@NullMarked
package io.davit.kinds.storage;

import org.jspecify.annotations.NullMarked;
