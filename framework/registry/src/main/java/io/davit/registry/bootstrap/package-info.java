/** What exists in every cluster from its first moment. */
@NullMarked
package io.davit.registry.bootstrap;

import org.jspecify.annotations.NullMarked;
