/** The rules of roles and their bindings. */
@NullMarked
package io.davit.kinds.rbac;

import org.jspecify.annotations.NullMarked;
