/** What expressions may cost at most, told from their text and the sizes that their types allow. */
@NullMarked
package io.davit.cel.estimate;

import org.jspecify.annotations.NullMarked;
