package io.davit.cel.value;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Objects within objects whose types are not named after the fields that hold them. Maps and lists between them have no names. */
public final class MisplacedTypes {

    private static final String JSON_PATCH = "JSONPatch";

    private final List<String> found = new ArrayList<>();

    private MisplacedTypes() {}

    /** What is misplaced in a value, or in the values of JSON patches. */
    public static List<String> in(Object value) {
        MisplacedTypes misplaced = new MisplacedTypes();
        misplaced.begin(value);
        return misplaced.found;
    }

    private void begin(Object value) {
        switch (value) {
            case StructValue struct
            when struct.typeName().equals(JSON_PATCH) ->
                struct.fields().values().forEach(this::begin);
            case StructValue struct -> look(struct, struct.typeName());
            case ListValue list -> list.forEach(this::begin);
            default -> {}
        }
    }

    private void look(Object value, String expected) {
        switch (value) {
            case StructValue struct -> {
                if (!struct.typeName().equals(expected)) {
                    found.add("unexpected type name " + Json.quote(struct.typeName()) + ", expected "
                            + Json.quote(expected) + ", which matches field name path from root Object type");
                }
                struct.fields().forEach((name, field) -> look(field, expected + "." + name));
            }
            case ListValue list -> list.forEach(element -> look(element, expected));
            case JsonMap json -> {}
            case MapValue map -> {
                for (Object key : map.keys()) {
                    Object element = map.find(key);
                    if (element != null) {
                        look(element, expected);
                    }
                }
            }
            default -> {}
        }
    }
}
