package io.davit.kinds.type;

/** The type of a field as the published Go types declare it: it decides what JSON is accepted, how a wrong value is refused, and how protobuf carries it. */
public sealed interface GoType
        permits GoType.Basic,
                GoType.Bytes,
                GoType.ListOf,
                GoType.MapOf,
                GoType.Pointer,
                GoType.Custom,
                GoType.Any,
                StructType {

    /** The name in messages, such as {@code []v1.Container}. */
    String display();

    /** The types that JSON numbers, texts and truth values decode to. */
    enum Primitive {
        BOOL,
        STRING,
        INT32,
        INT64,
        FLOAT64
    }

    /** Types with a JSON form of their own. */
    enum Form {
        TIME,
        MICRO_TIME,
        QUANTITY,
        INT_OR_STRING,
        /** Any object, kept as it is. */
        RAW_EXTENSION,
        FIELDS_V1,
        /** Any JSON, kept as it is. */
        JSON,
        SCHEMA_OR_ARRAY,
        SCHEMA_OR_BOOL,
        SCHEMA_OR_STRINGS
    }

    record Basic(Primitive primitive, String display) implements GoType {}

    /** Base64 in JSON. */
    record Bytes(String display) implements GoType {}

    record ListOf(GoType element, String display) implements GoType {

        /** Whether protobuf has it as a message of its own: named lists of texts are, such as {@code ExtraValue}. */
        public boolean message() {
            return element instanceof Basic && !display.startsWith("[]");
        }
    }

    record MapOf(GoType key, GoType value, String display) implements GoType {}

    record Pointer(GoType target) implements GoType {

        @Override
        public String display() {
            return "*" + target.display();
        }
    }

    record Custom(Form form, String name, String display) implements GoType {}

    record Any() implements GoType {

        @Override
        public String display() {
            return "interface {}";
        }
    }
}
