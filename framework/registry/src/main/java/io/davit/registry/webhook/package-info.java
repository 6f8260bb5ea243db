/** Webhooks as the registry knows them: whom to ask, and what can go wrong. */
@NullMarked
package io.davit.registry.webhook;

import org.jspecify.annotations.NullMarked;
