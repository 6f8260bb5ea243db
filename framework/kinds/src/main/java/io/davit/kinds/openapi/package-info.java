/** The OpenAPI documents of everything that is served, built-in and custom resources alike. */
@NullMarked
package io.davit.kinds.openapi;

import org.jspecify.annotations.NullMarked;
