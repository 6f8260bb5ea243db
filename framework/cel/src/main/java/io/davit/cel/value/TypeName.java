package io.davit.cel.value;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A type as a value: what {@code type(x)} gives, and what names of types stand for. */
public record TypeName(String name) {

    public static final TypeName BOOL = new TypeName("bool");
    public static final TypeName INT = new TypeName("int");
    public static final TypeName UINT = new TypeName("uint");
    public static final TypeName DOUBLE = new TypeName("double");
    public static final TypeName STRING = new TypeName("string");
    public static final TypeName BYTES = new TypeName("bytes");
    public static final TypeName NULL = new TypeName("null_type");
    public static final TypeName LIST = new TypeName("list");
    public static final TypeName MAP = new TypeName("map");
    public static final TypeName TYPE = new TypeName("type");
    public static final TypeName TIMESTAMP = new TypeName("google.protobuf.Timestamp");
    public static final TypeName DURATION = new TypeName("google.protobuf.Duration");
    public static final TypeName OPTIONAL = new TypeName("optional_type");

    /** Never fails: what is no value of CEL is {@code unknown}. */
    public static TypeName of(Object value) {
        return switch (value) {
            case String _ -> STRING;
            case Long _ -> INT;
            case Boolean _ -> BOOL;
            case Double _ -> DOUBLE;
            case StructValue struct -> new TypeName(struct.typeName());
            case MapValue _ -> MAP;
            case ListValue _ -> LIST;
            case Null _ -> NULL;
            case Unsigned _ -> UINT;
            case Bytes _ -> BYTES;
            case OffsetDateTime _ -> TIMESTAMP;
            case Duration _ -> DURATION;
            case TypeName _ -> TYPE;
            case Optional<?> _ -> OPTIONAL;
            case Opaque opaque -> new TypeName(opaque.typeName());
            default -> new TypeName("unknown");
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
