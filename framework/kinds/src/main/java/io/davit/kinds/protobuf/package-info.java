/** Built-in objects in Kubernetes' protobuf encoding: from bytes to trees, and from trees to bytes. */
@NullMarked
package io.davit.kinds.protobuf;

import org.jspecify.annotations.NullMarked;
