package io.davit.kinds.openapi;

import io.davit.kinds.type.GoType;
import java.util.Optional;

/** The types of query parameters. */
final class QueryTypes {

    private QueryTypes() {}

    /** Lists are given by repeating the parameter, so an element's type stands for them; empty for what a query is not told to carry. */
    static Optional<String> of(GoType type) {
        return switch (type) {
            case GoType.Basic basic ->
                Optional.of(
                        switch (basic.primitive()) {
                            case BOOL -> "boolean";
                            case INT32, INT64 -> "integer";
                            case FLOAT64 -> "number";
                            case STRING -> "string";
                        });
            case GoType.Pointer pointer -> of(pointer.target());
            case GoType.ListOf list -> of(list.element());
            default -> Optional.empty();
        };
    }
}
