/** The HTTP server: TLS, Spring beans and the one chain that every request goes through. */
@NullMarked
package io.davit.apiserver.server;

import org.jspecify.annotations.NullMarked;
