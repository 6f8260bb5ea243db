package io.davit.cel.value;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The types that cel-go holds values in, which some of its messages name. */
public final class GoTypes {

    private GoTypes() {}

    public static String of(Object value) {
        return switch (value) {
            case String _ -> "types.String";
            case Long _ -> "types.Int";
            case Unsigned _ -> "types.Uint";
            case Double _ -> "types.Double";
            case Boolean _ -> "types.Bool";
            case Bytes _ -> "types.Bytes";
            case Null _ -> "types.Null";
            case OffsetDateTime _ -> "types.Timestamp";
            case Duration _ -> "types.Duration";
            case Optional<?> _ -> "*types.Optional";
            case TypeName _ -> "*types.Type";
            case Opaque opaque ->
                "cel." + opaque.typeName().substring(opaque.typeName().lastIndexOf('.') + 1);
            default -> value.getClass().getSimpleName();
        };
    }
}
