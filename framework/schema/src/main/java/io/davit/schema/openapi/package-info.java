/** How the schemas of custom resources are published in OpenAPI documents. */
@NullMarked
package io.davit.schema.openapi;

import org.jspecify.annotations.NullMarked;
