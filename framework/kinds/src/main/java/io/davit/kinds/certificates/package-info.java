/** The rules of requests for certificates. */
@NullMarked
package io.davit.kinds.certificates;

import org.jspecify.annotations.NullMarked;
