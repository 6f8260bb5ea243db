/** The rules of ingresses, network policies, and the ranges and addresses of the cluster's network. */
@NullMarked
package io.davit.kinds.networking;

import org.jspecify.annotations.NullMarked;
