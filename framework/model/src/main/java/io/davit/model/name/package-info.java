/** The rules for names, labels and annotations, with upstream's messages. */
@NullMarked
package io.davit.model.name;

import org.jspecify.annotations.NullMarked;
