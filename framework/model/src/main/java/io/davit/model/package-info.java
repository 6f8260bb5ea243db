/** The names every part of Davit speaks: groups, versions, kinds and resources. */
@NullMarked
package io.davit.model;

import org.jspecify.annotations.NullMarked;
