package io.davit.registry.crd;

import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.name.Labels;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Finalizers should tell whose they are. Custom resources may have others, but whoever adds one is told. */
final class FinalizerNames {

    private static final List<String> STANDARD = List.of("orphan", "foregroundDeletion", "kubernetes");
    private static final String OTHERWISE = " to avoid accidental conflicts with other finalizer writers";

    private FinalizerNames() {}

    static void check(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        Set<String> added = new TreeSet<>(Meta.of(object).finalizers());
        if (old != null) {
            Meta.of(old).finalizers().forEach(added::remove);
        }
        for (String name : added) {
            String shown = "metadata.finalizers: " + Json.quote(name) + ": ";
            Labels.key(name).forEach(problem -> warn.accept(shown + problem));
            if (!name.contains("/") && !STANDARD.contains(name)) {
                warn.accept(shown + "prefer a domain-qualified finalizer name"
                        + (name.contains(".") ? " including a path (/)" : "") + OTHERWISE);
            }
        }
    }
}
