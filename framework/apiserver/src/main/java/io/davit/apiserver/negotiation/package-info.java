/** In which form a request comes and its answer goes: media types, transformations, and the bytes of each form. */
@NullMarked
package io.davit.apiserver.negotiation;

import org.jspecify.annotations.NullMarked;
