/** Custom resource definitions in the shapes people use, with objects that are accepted or rejected as was recorded from Kubernetes. */
@NullMarked
package io.davit.test.corpus;

import org.jspecify.annotations.NullMarked;
