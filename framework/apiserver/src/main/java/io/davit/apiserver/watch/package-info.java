/** Changes as a stream, over HTTP and over WebSocket. */
@NullMarked
package io.davit.apiserver.watch;

import org.jspecify.annotations.NullMarked;
