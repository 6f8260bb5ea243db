/** The rules of Endpoints and EndpointSlices. */
@NullMarked
package io.davit.kinds.discovery;

import org.jspecify.annotations.NullMarked;
