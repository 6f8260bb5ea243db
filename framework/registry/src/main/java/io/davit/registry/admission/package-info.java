/** What may still change or refuse a write after it was understood. */
@NullMarked
package io.davit.registry.admission;

import org.jspecify.annotations.NullMarked;
