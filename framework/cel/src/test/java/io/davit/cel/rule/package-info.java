@NullMarked
package io.davit.cel.rule;

import org.jspecify.annotations.NullMarked;
