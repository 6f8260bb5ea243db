package io.davit.model.error;

/** One cause in {@code status.details.causes}; {@code field} is a path such as {@code spec.containers[0].image}, or empty. */
public record Cause(String reason, String message, String field) {}
