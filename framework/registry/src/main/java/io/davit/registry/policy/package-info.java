/** Admission policies written as CEL expressions, and where and with which parameters they hold. */
@NullMarked
package io.davit.registry.policy;

import org.jspecify.annotations.NullMarked;
