/** What a CustomResourceDefinition must be like, and what follows from one: its defaults, its rules, and its names. */
@NullMarked
package io.davit.schema.crd;

import org.jspecify.annotations.NullMarked;
