/** The rules of namespaces and of the accounts in them. */
@NullMarked
package io.davit.kinds.namespaces;

import org.jspecify.annotations.NullMarked;
