/** Calls webhooks over HTTPS. */
@NullMarked
package io.davit.apiserver.webhook;

import org.jspecify.annotations.NullMarked;
