package io.davit.kinds;

/**
 * A column that a CustomResourceDefinition adds to its Tables.
 *
 * @param name the heading
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean} or {@code date}
 * @param format a hint for clients; may be empty
 * @param description what it shows; may be empty
 * @param priority 0 is always printed, anything higher only in wide output
 * @param jsonPath where the value is, such as {@code .spec.replicas}
 */
public record PrinterColumn(
        String name, String type, String format, String description, int priority, String jsonPath) {}
