package io.davit.cel.check;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.davit.cel.Type;
import io.davit.cel.value.Patches;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects that one expression meets, found as it goes from field to field: a schema's other objects are never looked at. */
// used by one check in one thread, so that what grows is seen by nobody else
@SuppressWarnings("Immutable")
final class ObjectTypes implements CelTypeProvider {

    /** What a field of an operation has that there is none of. */
    private static final CelType NAMELESS = OpaqueType.create("");

    private final boolean patches;
    private final Map<String, Type> known = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /**
     * @param patches whether there are the types that patches are made of
     */
    ObjectTypes(boolean patches) {
        this.patches = patches;
    }

    /** Adds the objects that a value of the type is or holds. */
    void add(Type type) {
        if (type.kind() == Type.Kind.OBJECT) {
            known.put(type.celType().name(), type);
        } else if (type.element() != null) {
            add(type.element());
        }
    }

    /** Adds a name of a field that the expression uses: an apply configuration has whatever fields are asked for. */
    void name(String field) {
        names.add(field);
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.of();
    }

    @Override
    public Optional<CelType> findType(String name) {
        Type type = known.get(name);
        if (type != null) {
            return Optional.of(StructType.create(name, fieldNames(type), field -> field(type, field)));
        }
        if (patches && name.equals(Patches.OPERATION)) {
            return Optional.of(StructType.create(
                    name,
                    ImmutableSet.copyOf(names),
                    field -> Optional.of(
                            switch (field) {
                                case "op", "path", "from" -> SimpleType.STRING;
                                case "value" -> SimpleType.DYN;
                                default -> NAMELESS;
                            })));
        }
        if (patches && (name.equals(Patches.OBJECT) || name.startsWith(Patches.OBJECT + "."))) {
            return Optional.of(StructType.create(name, ImmutableSet.copyOf(names), _ -> Optional.of(SimpleType.DYN)));
        }
        return Optional.empty();
    }

    private static ImmutableSet<String> fieldNames(Type type) {
        ImmutableSet.Builder<String> all = ImmutableSet.builder();
        for (String name : type.fields().keySet()) {
            all.add(name);
            // a keyword may stand after a dot as it is
            if (name.startsWith("__") && name.endsWith("__") && name.length() > 4) {
                all.add(name.substring(2, name.length() - 2));
            }
        }
        return all.build();
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
