/** What the API layer knows of a resource: its names, scope, verbs, schema and the strategy that is its own. */
@NullMarked
package io.davit.kinds;

import org.jspecify.annotations.NullMarked;
