package io.davit.cel;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.stream.Collectors;

/** Types in the words of messages, which are cel-go's. */
final class TypeNames {

    private TypeNames() {}

    static String format(CelType type) {
        String name = switch (type.kind()) {
            case TIMESTAMP -> "timestamp";
            case DURATION -> "duration";
            case ERROR -> "!error!";
            case NULL_TYPE -> "null";
            case DYN -> "dyn";
            case ANY -> "any";
            default -> type.name();
        };
        return type.parameters().isEmpty() || type.kind() == CelKind.STRUCT
                ? name
                : type.parameters().stream().map(TypeNames::format).collect(Collectors.joining(", ", name + "(", ")"));
    }
}
