@NullMarked
package io.davit.cel;

import org.jspecify.annotations.NullMarked;
