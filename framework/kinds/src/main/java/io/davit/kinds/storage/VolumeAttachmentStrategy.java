package io.davit.kinds.storage;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** The wish that a volume be attached to a node: never changed, only fulfilled. */
final class VolumeAttachmentStrategy extends KindStrategy {

    private static final String ONE = "must specify exactly one of inlineVolumeSpec and persistentVolumeName";
    private static final int LONGEST_MESSAGE = 1024;

    VolumeAttachmentStrategy() {
        super(Names::dns1123Subdomain, Trait.STATUS_ONLY, Trait.NEEDS_VERSION, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    protected ObjectNode newStatus() {
        return Json.object().put("attached", false);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        Field attacher = spec.get("attacher");
        if (rules.needed(attacher)) {
            rules.tooLong(attacher, Names.LABEL_MAX);
            Names.dns1123Subdomain(attacher.text().toLowerCase(Locale.ROOT))
                    .forEach(wrong -> rules.invalid(attacher, wrong));
        }
        source(spec.get("source"), rules);
        rules.text(spec.get("nodeName"), Names::dns1123Subdomain);
        status(Field.of(object).get("status"), rules);
        Field volume = spec.get("source", "persistentVolumeName");
        if (volume.isPresent()) {
            rules.text(volume, Names::dns1123Subdomain);
        }
    }

    private static void source(Field source, Rules rules) {
        Field name = source.get("persistentVolumeName");
        Field inline = source.get("inlineVolumeSpec");
        if (name.isPresent() && inline.isPresent()) {
            rules.forbidden(source, ONE);
        } else if (name.isAbsent() && inline.isAbsent()) {
            rules.required(source, ONE);
        } else if (name.isPresent()) {
            if (name.isZero()) {
                rules.required(name, "must specify non empty persistentVolumeName");
            }
        } else {
            new VolumeRules(inline, true, rules).check();
        }
    }

    private static void status(Field status, Rules rules) {
        StorageRules.sizedMap(status.get("attachmentMetadata"), rules);
        for (String error : List.of("attachError", "detachError")) {
            rules.tooLong(status.get(error, "message"), LONGEST_MESSAGE);
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
        Field now = Field.of(object).get("spec");
        if (!now.same(Field.of(old).get("spec"))) {
            errors.invalid(now.path(), Shown.of("VolumeAttachmentSpec", now.value()), "field is immutable");
        }
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        status(Field.of(object).get("status"), Rules.into(errors));
    }
}
