/** Reviews: questions about identities and rights that are posted like objects and answered, but never stored. */
@NullMarked
package io.davit.apiserver.review;

import org.jspecify.annotations.NullMarked;
