/** The rules for metadata that hold for every kind. */
@NullMarked
package io.davit.registry.meta;

import org.jspecify.annotations.NullMarked;
