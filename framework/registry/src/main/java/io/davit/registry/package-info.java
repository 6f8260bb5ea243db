/** The one generic resource store: every verb of every kind, over any storage engine. */
@NullMarked
package io.davit.registry;

import org.jspecify.annotations.NullMarked;
