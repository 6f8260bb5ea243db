/** Reading and writing the metadata of an object tree. */
@NullMarked
package io.davit.model.meta;

import org.jspecify.annotations.NullMarked;
