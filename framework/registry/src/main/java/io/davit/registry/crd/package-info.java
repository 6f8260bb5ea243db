/** Custom resources: from a CustomResourceDefinition to a served resource, and the definition's life. */
@NullMarked
package io.davit.registry.crd;

import org.jspecify.annotations.NullMarked;
