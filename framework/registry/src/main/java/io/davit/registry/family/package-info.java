/** What is stored together under one prefix, in all the versions it is served in. */
@NullMarked
package io.davit.registry.family;

import org.jspecify.annotations.NullMarked;
