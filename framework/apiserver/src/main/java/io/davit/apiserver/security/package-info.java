/** Who makes a request, and whether they may. */
@NullMarked
package io.davit.apiserver.security;

import org.jspecify.annotations.NullMarked;
