package io.davit.cel;

/** What one evaluation may cost, at least and at most; {@link Long#MAX_VALUE} stands for anything beyond. */
public record CostEstimate(long min, long max) {}
