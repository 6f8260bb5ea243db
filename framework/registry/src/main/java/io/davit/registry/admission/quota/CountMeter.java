package io.davit.registry.admission.quota;

import io.davit.model.GroupResource;
import io.davit.registry.admission.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Counts objects. Some kinds may also be limited by their plural alone. */
final class CountMeter implements Meter {

    private static final Set<String> BY_PLURAL =
            Set.of("configmaps", "secrets", "replicationcontrollers", "resourcequotas");

    private final List<String> names;

    CountMeter(GroupResource resource) {
        List<String> all = new ArrayList<>(List.of(Meter.count(resource)));
        if (resource.group().isEmpty() && BY_PLURAL.contains(resource.resource())) {
            all.add(resource.resource());
        }
        this.names = List.copyOf(all);
    }

    @Override
    public boolean counts(String resource) {
        return names.contains(resource);
    }

    @Override
    public Amounts usage(ObjectNode object) {
        return Amounts.ofEach(names, 1);
    }
}
