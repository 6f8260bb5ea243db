/** What became of one object over time, read from an API server that can show the past. */
@NullMarked
package io.davit.app.history;

import org.jspecify.annotations.NullMarked;
