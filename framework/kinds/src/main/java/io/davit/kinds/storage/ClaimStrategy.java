package io.davit.kinds.storage;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import io.davit.model.quantity.Quantity;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Persistent volume claims: fixed once made, but for growing and the volume they are bound to. */
final class ClaimStrategy extends KindStrategy {

    private static final String IMMUTABLE =
            "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n";
    private static final List<String> RESIZES = List.of(
            "ControllerResizeInProgress",
            "ControllerResizeInfeasible",
            "NodeResizeInProgress",
            "NodeResizeInfeasible",
            "NodeResizePending");

    ClaimStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS, Trait.ANSWERS_WITH_DELETED);
    }

    /** What a claim is stored as after its creation is not yet what an update makes of it. */
    @Override
    public boolean isCompletedByFirstUpdate(ObjectNode created) {
        return true;
    }

    @Override
    public void defaults(ObjectNode object) {
        Fill.pointer(Fill.object(object, "spec"), "volumeMode", "Filesystem");
        Fill.text(Fill.object(object, "status"), "phase", "Pending");
    }

    @Override
    protected ObjectNode newStatus() {
        return Json.object().put("phase", "Pending");
    }

    @Override
    protected void created(ObjectNode object) {
        ClaimSources.bringIntoStep(Fill.object(object, "spec"), null);
    }

    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        ClaimSources.bringIntoStep(Fill.object(object, "spec"), Fill.existing(old, "spec"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        check(Field.of(object).get("spec"), Rules.into(errors));
    }

    /** What must hold for a claim's spec, wherever it stands. */
    static void check(Field spec, Rules rules) {
        Field modes = spec.get("accessModes");
        if (modes.size() == 0) {
            rules.required(modes, "at least 1 access mode is required");
        }
        rules.labelSelector(spec.get("selector"));
        StorageRules.accessModes(modes, rules);
        Field size = spec.get("resources", "requests", "storage");
        FieldPath path = spec.get("resources").path().key("storage");
        if (size.isAbsent()) {
            rules.errors().required(path, "");
        } else {
            rules.positiveQuantity(size.as(path));
        }
        StorageRules.className(spec.get("storageClassName"), rules);
        StorageRules.volumeMode(spec.get("volumeMode"), rules);
        ClaimSources.check(spec, rules);
        StorageRules.className(spec.get("volumeAttributesClassName"), rules);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
        Field now = Field.of(object).get("spec");
        Field before = Field.of(old).get("spec");
        classAnnotation(object, old, errors);
        ObjectNode spec = Fill.object(object.deepCopy(), "spec");
        ObjectNode earlier = Fill.object(old.deepCopy(), "spec");
        if (before.get("volumeName").isZero()) {
            Fill.keep("volumeName", earlier, spec);
        }
        if (before.get("storageClassName").isAbsent()
                && Field.of(old)
                        .get("metadata", "annotations", VolumeClasses.CLASS_ANNOTATION)
                        .isAbsent()) {
            // A class may be given to a claim that had none.
            Fill.keep("storageClassName", earlier, spec);
        }
        ObjectNode requests = Fill.existing(Fill.existing(spec, "resources"), "requests");
        if (Field.of(object).get("status", "phase").is("Bound") && requests != null) {
            Fill.keep("storage", requests, Fill.existing(Fill.existing(earlier, "resources"), "requests"));
        }
        Fill.keep("volumeAttributesClassName", spec, earlier);
        if (!Field.of(spec).same(Field.of(earlier))) {
            String difference = Shown.difference("PersistentVolumeClaimSpec", earlier, spec);
            errors.forbidden(FieldPath.of("spec"), IMMUTABLE + difference);
        }
        size(object, old, errors);
        Rules.into(errors).immutable(now.get("volumeMode").as(FieldPath.of("volumeMode")), before.get("volumeMode"));
        VolumeClasses.checkChange(now, before, errors);
    }

    private static void classAnnotation(ObjectNode object, ObjectNode old, FieldErrors errors) {
        FieldPath path = FieldPath.of("metadata", "annotations").key(VolumeClasses.CLASS_ANNOTATION);
        Field now = Field.of(object).get("metadata", "annotations", VolumeClasses.CLASS_ANNOTATION);
        Field before = Field.of(old).get("metadata", "annotations", VolumeClasses.CLASS_ANNOTATION);
        if (!now.text().equals(before.text())) {
            errors.invalid(path, now.text(), "field is immutable");
        }
    }

    private static void size(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field asked = Field.of(object).get("spec", "resources", "requests", "storage");
        Quantity before =
                Field.of(old).get("spec", "resources", "requests", "storage").quantity();
        Quantity held = Field.of(old).get("status", "capacity", "storage").quantity();
        if (asked.quantity().compareTo(before) < 0 && asked.quantity().compareTo(held) <= 0) {
            errors.forbidden(asked.path(), "field can not be less than status.capacity");
        }
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field status = Field.of(object).get("status");
        Rules rules = Rules.into(errors);
        status.get("capacity").entries().forEach(entry -> StorageRules.basicResource(entry.value(), rules));
        Field statuses = status.get("allocatedResourceStatuses");
        for (Field.Entry entry : statuses.entries()) {
            resourceName(statuses, entry.key(), rules);
            if (!RESIZES.contains(entry.value().text())) {
                errors.notSupported(statuses.path(), entry.key(), RESIZES);
            }
        }
        Field amounts = status.get("allocatedResources");
        for (Field.Entry entry : amounts.entries()) {
            if (resourceName(amounts, entry.key(), rules)) {
                StorageRules.basicResource(entry.value(), rules);
            }
        }
    }

    private static boolean resourceName(Field map, String name, Rules rules) {
        if (!name.contains("/") && !name.equals("storage")) {
            rules.errors().notSupported(map.path(), name, List.of("storage"));
            return false;
        }
        List<String> wrong = Labels.key(name);
        wrong.forEach(each -> rules.errors().invalid(map.path().key(name), name, each));
        return wrong.isEmpty();
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        VolumeClasses.warnOfAnnotations(object, warn);
        for (String list : List.of("requests", "limits")) {
            Field size = Field.of(object).get("spec", "resources", list).key("storage");
            if (size.isPresent() && !size.quantity().isWhole()) {
                warn.accept(size.path() + ": fractional byte value \"" + size.quantity()
                        + "\" is invalid, must be an integer");
            }
        }
    }
}
