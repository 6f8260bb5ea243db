package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.List;

/** Claims for storage that are made from a template: for an ephemeral volume, or for each pod of a StatefulSet. */
public final class ClaimTemplateRules {

    private static final List<String> KEPT_METADATA = List.of("labels", "annotations", "creationTimestamp");

    private ClaimTemplateRules() {}

    /** Only labels and annotations are taken over. */
    static void metadata(Field metadata, Rules rules) {
        rules.labels(metadata.get("labels"));
        TemplateMetadata.annotations(metadata.get("annotations"), rules);
        for (String field : List.of(
                "name",
                "generateName",
                "namespace",
                "selfLink",
                "uid",
                "resourceVersion",
                "generation",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "ownerReferences",
                "finalizers",
                "managedFields")) {
            if (!KEPT_METADATA.contains(field) && !metadata.get(field).isZero()) {
                rules.forbidden(metadata.get(field), "cannot be set");
            }
        }
    }

    public static void spec(Field spec, Rules rules) {
        Field modes = spec.get("accessModes");
        if (modes.size() == 0) {
            rules.required(modes, "at least 1 access mode is required");
        }
        rules.labelSelector(spec.get("selector"));
        for (Field mode : modes.items()) {
            rules.oneOf(mode.as(modes.path()), "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
        }
        if (modes.size() > 1 && modes.texts().contains("ReadWriteOncePod")) {
            rules.forbidden(modes, "may not use ReadWriteOncePod with other access modes");
        }
        Field storage = spec.get("resources").get("requests").get("storage");
        Field place = storage.as(spec.get("resources").key("storage").path());
        if (storage.isAbsent()) {
            rules.required(place);
        } else {
            rules.positiveQuantity(place);
        }
        Field storageClass = spec.get("storageClassName");
        if (!storageClass.text().isEmpty()) {
            rules.text(storageClass, Names::dns1123Subdomain);
        }
        Checks.oneOfIfSet(spec.get("volumeMode"), rules, "Block", "Filesystem");
        dataSource(spec.get("dataSource"), rules);
        dataSource(spec.get("dataSourceRef"), rules);
        Field attributes = spec.get("volumeAttributesClassName");
        if (!attributes.text().isEmpty()) {
            rules.text(attributes, Names::dns1123Subdomain);
        }
    }

    private static void dataSource(Field source, Rules rules) {
        if (source.isAbsent()) {
            return;
        }
        rules.needed(source.get("name"));
        rules.needed(source.get("kind"));
        if (source.get("apiGroup").text().isEmpty() && !source.get("kind").is("PersistentVolumeClaim")) {
            rules.invalid(source, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
        }
    }
}
