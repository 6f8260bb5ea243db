package io.davit.cel.library;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import io.davit.cel.value.Bytes;
import io.davit.cel.value.ListValue;
import io.davit.cel.value.MapValue;
import io.davit.cel.value.Null;
import io.davit.cel.value.Opaque;
import io.davit.cel.value.TypeName;
import io.davit.cel.value.Unsigned;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Whether a value is what a signature asks for. Of lists and maps the first element tells. */
final class RuntimeTypes {

    private RuntimeTypes() {}

    static boolean fits(Object value, CelType type) {
        return switch (type.kind()) {
            case DYN, ANY, TYPE_PARAM, ERROR -> true;
            case BOOL -> value instanceof Boolean;
            case INT -> value instanceof Long;
            case UINT -> value instanceof Unsigned;
            case DOUBLE -> value instanceof Double;
            case STRING -> value instanceof String;
            case BYTES -> value instanceof Bytes;
            case TIMESTAMP -> value instanceof OffsetDateTime;
            case DURATION -> value instanceof Duration;
            case NULL_TYPE -> value == Null.NULL;
            case TYPE -> value instanceof TypeName;
            case LIST ->
                value instanceof ListValue list
                        && (list.size() == 0 || fits(list.get(0), ((ListType) type).elemType()));
            case MAP -> value instanceof MapValue map && fits(map, (MapType) type);
            case OPAQUE ->
                type instanceof OptionalType
                        ? value instanceof Optional<?>
                        : value instanceof Opaque opaque && opaque.typeName().equals(type.name());
            default -> TypeName.of(value).name().equals(type.name());
        };
    }

    private static boolean fits(MapValue map, MapType type) {
        for (Object key : map.keys()) {
            Object value = map.find(key);
            return fits(key, type.keyType()) && (value == null || fits(value, type.valueType()));
        }
        return true;
    }
}
