package io.davit.patch.typed;

import io.davit.patch.fields.FieldSet;
import io.davit.patch.fields.PathElement;
import org.jspecify.annotations.Nullable;

/**
 * Field sets after a change of the schema. Who owned parts of what is now owned as a whole owns the whole. Who owned a whole that now
 * has parts keeps owning the field alone.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#compatibility-across-toplogy-changes">Compatibility across topology changes</a>
 */
final class Topology {

    private Topology() {}

    static FieldSet reconciled(FieldSet fields, Type type) {
        FieldSet result = new FieldSet();
        for (PathElement element : fields.elements()) {
            FieldSet below = fields.below(element);
            String name = element.fieldName();
            Type inner = name == null ? type.items() : type.field(name);
            if (below != null && isWhole(inner)) {
                result.add(element);
                continue;
            }
            if (fields.has(element)) {
                result.add(element);
            }
            if (below != null) {
                result.fill(element).addAll(inner == null ? below : reconciled(below, inner));
            }
        }
        return result;
    }

    private static boolean isWhole(@Nullable Type type) {
        if (type == null) {
            return false;
        }
        return switch (type.form(null)) {
            case MAP -> type.isAtomicMap();
            case LIST -> type.isAtomicList();
            case SCALAR -> false;
        };
    }
}
