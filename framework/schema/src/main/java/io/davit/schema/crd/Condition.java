package io.davit.schema.crd;

/** A condition of a CustomResourceDefinition, without the time of its last change. {@code status} is True, False or Unknown. */
public record Condition(String type, String status, String reason, String message) {}
