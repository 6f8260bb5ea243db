/** How fast the embedded engine writes, beside the least that any durable log must do. */
@NullMarked
package io.davit.storage.embedded.bench;

import org.jspecify.annotations.NullMarked;
