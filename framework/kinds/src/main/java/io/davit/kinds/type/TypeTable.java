package io.davit.kinds.type;

import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every Go type of the built-in kinds, by definition name and by kind. Immutable; what it holds is read when first asked for. */
public final class TypeTable {

    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    private final TypeReader reader;
    private final Map<GroupVersionKind, StructType> kinds = new HashMap<>();

    private TypeTable(TypeReader reader) {
        this.reader = reader;
        for (StructType type : reader.structs().values()) {
            if (type.isKind() && !type.name().startsWith(META)) {
                kinds.put(type.kind(), type);
            }
        }
    }

    /** The one table of this process. */
    public static TypeTable get() {
        return Holder.TABLE;
    }

    /** The struct of a definition, such as {@code io.k8s.api.core.v1.PodSpec}. */
    public @Nullable StructType struct(String definition) {
        return reader.struct(definition);
    }

    /** The struct of a definition that is known to exist. */
    public StructType required(String definition) {
        StructType type = reader.struct(definition);
        if (type == null) {
            throw new IllegalArgumentException("no struct is named " + definition);
        }
        return type;
    }

    /** A struct of {@code meta/v1}, such as {@code Status}; there must be one. */
    public StructType meta(String simpleName) {
        return required(META + simpleName);
    }

    /** The struct of a kind; kinds of {@code meta/v1} such as {@code DeleteOptions} are found in every group and version. */
    public @Nullable StructType kind(GroupVersionKind kind) {
        StructType own = kinds.get(kind);
        if (own != null) {
            return own;
        }
        StructType meta = reader.struct(META + kind.kind());
        return meta != null && meta.isKind() ? meta : null;
    }

    /** Whether any built-in kind but those of {@code meta/v1} is of this group and version. */
    public boolean knows(GroupVersion groupVersion) {
        return kinds.keySet().stream().anyMatch(kind -> kind.groupVersion().equals(groupVersion));
    }

    public Collection<StructType> structs() {
        return reader.structs().values();
    }

    /** The type of a Go type expression with full names. */
    public GoType type(String expression) {
        return reader.type(expression);
    }

    private static final class Holder {
        private static final TypeTable TABLE = new TypeTable(TypeReader.open());
    }
}
