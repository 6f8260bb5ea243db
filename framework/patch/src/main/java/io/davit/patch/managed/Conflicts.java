package io.davit.patch.managed;

import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.patch.fields.FieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an apply would change although it is somebody else's. */
final class Conflicts extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient SortedMap<Manager.Id, Manager> owners;

    /** @param owners managers with those of their fields that would change */
    Conflicts(SortedMap<Manager.Id, Manager> owners) {
        super("apply conflicts", null, false, false);
        this.owners = owners;
    }

    /** What is left when some fields may be changed; null when nothing is. */
    @Nullable
    Conflicts without(FieldSet allowed) {
        TreeMap<Manager.Id, Manager> left = new TreeMap<>();
        owners.forEach((id, owner) -> {
            FieldSet fields = owner.fields().difference(allowed);
            if (!fields.isEmpty()) {
                left.put(id, owner.owning(fields));
            }
        });
        return left.isEmpty() ? null : new Conflicts(left);
    }

    /** The refusal, with one cause for each field of each owner. */
    ApiException refusal() {
        List<Cause> causes = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Manager owner : owners.values()) {
            lines.add("conflicts with " + owner.readable() + ":");
            for (String path : owner.fields().paths()) {
                causes.add(new Cause("FieldManagerConflict", "conflict with " + owner.readable(), path));
                lines.add("- " + path);
            }
        }
        String message = causes.size() == 1
                ? "Apply failed with 1 conflict: " + causes.getFirst().message() + ": "
                        + causes.getFirst().field()
                : "Apply failed with " + causes.size() + " conflicts: " + String.join("\n", lines);
        return new ApiException(Reason.CONFLICT, message, Details.NONE.withCauses(causes));
    }
}
