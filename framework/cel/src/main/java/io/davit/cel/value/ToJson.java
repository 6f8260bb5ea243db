package io.davit.cel.value;

import io.davit.model.json.Json;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values as JSON. */
public final class ToJson {

    private ToJson() {}

    /**
     * A tree of its own, which shares nothing with what the value was read from.
     *
     * @throws IllegalStateException for what has no JSON
     */
    public static JsonNode of(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case String text -> nodes.stringNode(text);
            case Boolean truth -> nodes.booleanNode(truth);
            // as a parser reads it, so that what is equal compares as equal
            case Long number when number == number.intValue() -> nodes.numberNode(number.intValue());
            case Long number -> nodes.numberNode(number);
            case Unsigned number -> nodes.numberNode(new java.math.BigInteger(number.toString()));
            case Double number -> nodes.numberNode(number);
            case Null _ -> nodes.nullNode();
            case JsonMap map -> map.node().deepCopy();
            case JsonList list -> list.node().deepCopy();
            case Hidden hidden -> hidden.node().deepCopy();
            case StructValue struct -> {
                ObjectNode object = Json.object();
                struct.fields().forEach((name, field) -> object.set(name, of(field)));
                yield object;
            }
            case MapValue map -> {
                ObjectNode object = Json.object();
                for (Object key : map.keys()) {
                    Object entry = map.find(key);
                    if (!(key instanceof String name)) {
                        throw new IllegalStateException("unsupported type conversion from '"
                                + TypeName.of(key).name() + "' to string");
                    }
                    object.set(name, entry == null ? nodes.nullNode() : of(entry));
                }
                yield object;
            }
            case ListValue list -> {
                ArrayNode array = Json.array();
                list.forEach(element -> array.add(of(element)));
                yield array;
            }
            case Bytes bytes -> nodes.stringNode(Base64.getEncoder().encodeToString(bytes.content()));
            case OffsetDateTime time -> nodes.stringNode(Texts.timestamp(time));
            case Duration duration -> nodes.stringNode(Texts.seconds(duration));
            case Optional<?> optional -> optional.isPresent() ? of(optional.get()) : nodes.nullNode();
            case Opaque opaque when opaque.text() != null -> nodes.stringNode(opaque.text());
            case TypeName _ -> throw new IllegalStateException("type conversion not supported for 'type'");
            case Failure failure -> throw new IllegalStateException(failure.message());
            default ->
                throw new IllegalStateException(
                        Failure.conversion(value, "*structpb.Value").message());
        };
    }
}
