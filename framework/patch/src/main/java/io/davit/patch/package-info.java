/** The three patches that carry a change to an object: JSON Patch, JSON Merge Patch, and Kubernetes' strategic merge patch. */
@NullMarked
package io.davit.patch;

import org.jspecify.annotations.NullMarked;
