/** How objects are shown as rows of a Table, as {@code kubectl get} prints them. */
@NullMarked
package io.davit.kinds.table;

import org.jspecify.annotations.NullMarked;
