package io.davit.cel;

import io.davit.cel.value.MisplacedTypes;
import io.davit.cel.value.Null;
import io.davit.cel.value.ToJson;
import io.davit.cel.value.TypeName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The result of an expression. */
public final class Value {

    private final Object content;

    Value(Object content) {
        this.content = content;
    }

    /** As expressions compute with it; what one expression gives may be another's variable. */
    Object content() {
        return content;
    }

    public boolean isTrue() {
        return content instanceof Boolean truth && truth;
    }

    public boolean isNull() {
        return content == Null.NULL;
    }

    /** The text of a string; null for any other value. */
    public @Nullable String text() {
        return content instanceof String text ? text : null;
    }

    /** The name of its type, such as {@code int} or {@code map}. */
    public String typeName() {
        return TypeName.of(content).name();
    }

    /**
     * As JSON: times and durations as text, bytes in base64, an empty optional as null.
     *
     * @throws IllegalStateException for what has no JSON, such as a type; the message says so
     */
    public JsonNode toJson() {
        return ToJson.of(content);
    }

    /** What is in an optional; empty for an empty optional, itself for any other value. */
    public Optional<Value> unwrapped() {
        return content instanceof Optional<?> optional ? optional.map(Value::new) : Optional.of(this);
    }

    /**
     * Where an object that an expression has made holds another one whose type is not named after its place, as {@code Object.spec} is after
     * {@code spec} in {@code Object}; one text for each.
     */
    public List<String> misplacedTypes() {
        return MisplacedTypes.in(content);
    }
}
