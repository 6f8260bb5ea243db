/** Structural schemas, for custom resources and built-in kinds alike. */
@NullMarked
package io.davit.schema;

import org.jspecify.annotations.NullMarked;
