/** The rules of ConfigMaps and Secrets. */
@NullMarked
package io.davit.kinds.config;

import org.jspecify.annotations.NullMarked;
