/** From a routed request to its answer, verb by verb. */
@NullMarked
package io.davit.apiserver.endpoint;

import org.jspecify.annotations.NullMarked;
