/** The revisioned key space that every engine provides, with compare-and-set writes, lists at a revision and watches. */
@NullMarked
package io.davit.storage;

import org.jspecify.annotations.NullMarked;
