/** The rules of API services, and of how clients of webhooks are reached. */
@NullMarked
package io.davit.kinds.apiservices;

import org.jspecify.annotations.NullMarked;
