/** The rules of Services: types, ports, cluster addresses, and what outside traffic may do. */
@NullMarked
package io.davit.kinds.services;

import org.jspecify.annotations.NullMarked;
