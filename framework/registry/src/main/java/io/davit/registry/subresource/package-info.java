/** Subresources whose objects are of another kind than the resource: scale, binding and eviction. */
@NullMarked
package io.davit.registry.subresource;

import org.jspecify.annotations.NullMarked;
