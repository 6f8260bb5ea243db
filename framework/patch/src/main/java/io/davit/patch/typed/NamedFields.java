package io.davit.patch.typed;

import io.davit.patch.fields.FieldSet;
import io.davit.patch.fields.PathElement;
import org.jspecify.annotations.Nullable;

/** Sets tell of a struct's field only by what is below it; here such fields become members too. */
final class NamedFields {

    private NamedFields() {}

    static FieldSet added(FieldSet fields, @Nullable Type type) {
        FieldSet result = new FieldSet();
        for (PathElement element : fields.elements()) {
            FieldSet below = fields.below(element);
            String name = element.fieldName();
            if (fields.has(element) || (below != null && name != null && type != null && type.declares(name))) {
                result.add(element);
            }
            if (below != null) {
                Type inner = type == null ? null : name == null ? type.items() : type.field(name);
                result.fill(element).addAll(added(below, inner));
            }
        }
        return result;
    }
}
