package io.davit.cel;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Types in the words of messages, which are cel-go's. */
final class TypeNames {

    private TypeNames() {}

    /** As the checker's faults name them. */
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
        return withParameters(name, type, TypeNames::format);
    }

    /** As they are declared. */
    static String declared(CelType type) {
        String name = switch (type.kind()) {
            case NULL_TYPE -> "null_type";
            case DYN -> "dyn";
            case ANY -> "google.protobuf.Any";
            default -> type.name();
        };
        return withParameters(name, type, TypeNames::declared);
    }

    private static String withParameters(String name, CelType type, Function<CelType, String> parameter) {
        return type.parameters().isEmpty() || type.kind() == CelKind.STRUCT
                ? name
                : type.parameters().stream().map(parameter).collect(Collectors.joining(", ", name + "(", ")"));
    }
}
