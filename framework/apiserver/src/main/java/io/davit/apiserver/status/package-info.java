/** The {@code Status} documents that tell a client how a request ended. */
@NullMarked
package io.davit.apiserver.status;

import org.jspecify.annotations.NullMarked;
