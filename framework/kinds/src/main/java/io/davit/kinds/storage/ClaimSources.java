package io.davit.kinds.storage;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Where the content of a new claim comes from: two fields, the older of which takes less. */
final class ClaimSources {

    private ClaimSources() {}

    /** The older field silently drops what it does not take; after that both say the same. */
    static void bringIntoStep(ObjectNode spec, @Nullable ObjectNode before) {
        if (spec.get("dataSourceRef") instanceof ObjectNode reference) {
            // Sources in other namespaces are not enabled.
            reference.remove("namespace");
        }
        boolean used = before != null && before.hasNonNull("dataSource");
        Field source = Field.of(spec).get("dataSource");
        if (!used && source.isPresent() && !isVolumeOrSnapshot(source)) {
            spec.remove("dataSource");
        }
        if (spec.get("dataSource") instanceof ObjectNode older && !spec.hasNonNull("dataSourceRef")) {
            spec.set("dataSourceRef", older.deepCopy());
        } else if (spec.get("dataSourceRef") instanceof ObjectNode newer && !spec.hasNonNull("dataSource")) {
            spec.set("dataSource", newer.deepCopy());
        }
    }

    private static boolean isVolumeOrSnapshot(Field source) {
        String group = source.get("apiGroup").text();
        return (group.isEmpty() && source.get("kind").is("PersistentVolumeClaim"))
                || (group.equals("snapshot.storage.k8s.io")
                        && source.get("kind").is("VolumeSnapshot"));
    }

    static void check(Field spec, Rules rules) {
        Field source = spec.get("dataSource");
        Field reference = spec.get("dataSourceRef");
        for (Field each : List.of(source, reference)) {
            if (each.isPresent()) {
                rules.needed(each.get("name"));
                rules.needed(each.get("kind"));
                group(each, rules);
            }
        }
        boolean same = List.of("apiGroup", "kind", "name").stream()
                .allMatch(field ->
                        source.get(field).text().equals(reference.get(field).text()));
        if (source.isPresent() && reference.isPresent() && !same) {
            rules.errors().invalid(spec.path(), Json.object(), "must match dataSourceRef");
        }
    }

    private static void group(Field source, Rules rules) {
        Field group = source.get("apiGroup");
        if (!group.isZero()) {
            rules.text(group, Names::dns1123Subdomain);
        } else if (!source.get("kind").is("PersistentVolumeClaim")) {
            rules.errors()
                    .invalid(
                            source.path(),
                            source.get("kind").text(),
                            "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
        }
    }
}
