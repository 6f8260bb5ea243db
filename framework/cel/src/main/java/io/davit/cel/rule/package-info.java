/** Rules of schemas ({@code x-kubernetes-validations}): checked when a definition is written, evaluated when an object is. */
@NullMarked
package io.davit.cel.rule;

import org.jspecify.annotations.NullMarked;
