/** Workloads that keep pods running: their defaults, their rules, and what may change. */
@NullMarked
package io.davit.kinds.workloads;

import org.jspecify.annotations.NullMarked;
