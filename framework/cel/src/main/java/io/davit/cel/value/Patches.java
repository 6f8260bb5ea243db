package io.davit.cel.value;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Makes the objects that patches are made of. */
public final class Patches {

    /** The type of one operation of a JSON patch. */
    public static final String OPERATION = "JSONPatch";

    /** The type of an apply configuration; {@code Object.spec} is that of what is in its spec. */
    public static final String OBJECT = "Object";

    private static final Set<String> TEXTS = Set.of("op", "path", "from");

    private Patches() {}

    /** What makes an object of a type from its fields: the object, or a failure. */
    public static Function<Map<String, Object>, Object> maker(String typeName) {
        return typeName.equals(OPERATION) ? Patches::operation : fields -> new StructValue(typeName, fields);
    }

    private static Object operation(Map<String, Object> fields) {
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            String name = field.getKey();
            if (TEXTS.contains(name)) {
                if (!(field.getValue() instanceof String)) {
                    return new Failure("unexpected type "
                            + TypeName.of(field.getValue()).name() + " for JSONPatchType '" + name + "' field");
                }
            } else if (!name.equals("value")) {
                return new Failure("unexpected JSONPatchType field: " + name);
            }
        }
        return new StructValue(OPERATION, fields);
    }
}
