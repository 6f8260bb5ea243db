package io.davit.cel.check;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.StructType;
import io.davit.cel.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The objects that one expression meets, found as it goes from field to field: a schema's other objects are never looked at. */
// used by one check in one thread, so that what grows is seen by nobody else
@SuppressWarnings("Immutable")
final class ObjectTypes implements CelTypeProvider {

    private final Map<String, Type> known = new HashMap<>();

    /**
     * @param creatable those that an expression may make, by their names
     */
    ObjectTypes(Map<String, Type> creatable) {
        known.putAll(creatable);
    }

    /** Adds the objects that a value of the type is or holds. */
    void add(Type type) {
        if (type.kind() == Type.Kind.OBJECT) {
            known.put(type.celType().name(), type);
        } else if (type.element() != null) {
            add(type.element());
        }
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.of();
    }

    @Override
    public Optional<CelType> findType(String name) {
        Type type = known.get(name);
        return type == null
                ? Optional.empty()
                : Optional.of(StructType.create(name, fieldNames(type), field -> field(type, field)));
    }

    private static ImmutableSet<String> fieldNames(Type type) {
        ImmutableSet.Builder<String> names = ImmutableSet.builder();
        for (String name : type.fields().keySet()) {
            names.add(name);
            // a keyword may stand after a dot as it is
            if (name.startsWith("__") && name.endsWith("__") && name.length() > 4) {
                names.add(name.substring(2, name.length() - 2));
            }
        }
        return names.build();
    }

    private Optional<CelType> field(Type type, String name) {
        Type field = type.field(name);
        if (field == null) {
            return Optional.empty();
        }
        add(field);
        return Optional.of(field.celType());
    }
}
