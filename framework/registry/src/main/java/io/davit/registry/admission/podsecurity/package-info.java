/** What the Pod Security Standards say about a pod. */
@NullMarked
package io.davit.registry.admission.podsecurity;

import org.jspecify.annotations.NullMarked;
