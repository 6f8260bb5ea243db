/** The rules of horizontal pod autoscalers, and how they look in both of their versions. */
@NullMarked
package io.davit.kinds.autoscaling;

import org.jspecify.annotations.NullMarked;
