/** Charges new objects to the ResourceQuotas of their namespace, and refuses what would exceed them. */
@NullMarked
package io.davit.registry.admission.quota;

import org.jspecify.annotations.NullMarked;
