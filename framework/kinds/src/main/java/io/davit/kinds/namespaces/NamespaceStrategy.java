package io.davit.kinds.namespaces;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.Strategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Namespaces: beside the finalizers of all objects they have finalizers of their content, which only {@code finalize} changes.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/">Namespaces</a>
 */
final class NamespaceStrategy extends KindStrategy {

    private static final String NAME_LABEL = "kubernetes.io/metadata.name";
    private static final String CONTENT = "kubernetes";

    NamespaceStrategy() {
        super(Names::dns1123Label, Trait.STATUS, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void defaults(ObjectNode object) {
        Meta meta = Meta.of(object);
        if (!meta.name().isEmpty()) {
            meta.label(NAME_LABEL, meta.name());
        }
        Fill.text(Fill.object(object, "status"), "phase", "Active");
    }

    @Override
    protected ObjectNode newStatus() {
        return Json.object().put("phase", "Active");
    }

    @Override
    protected void created(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        List<String> finalizers = Field.of(spec).get("finalizers").texts();
        if (!finalizers.contains(CONTENT)) {
            ArrayNode all = Json.array();
            finalizers.forEach(all::add);
            spec.set("finalizers", all.add(CONTENT));
        }
    }

    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        Fill.keep("spec", object, old);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field finalizers = Field.of(object).get("spec", "finalizers");
        finalizers.items().forEach(each -> finalizer(each.as(finalizers.path()), errors));
    }

    static void finalizer(Field finalizer, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        boolean known = List.of(CONTENT, "orphan", "foregroundDeletion").contains(finalizer.text());
        rules.text(finalizer, Labels::key);
        if (!finalizer.text().contains("/") && !known) {
            rules.invalidText(finalizer, "name is neither a standard finalizer name nor is it fully qualified");
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        // Nothing but metadata can change here.
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        String phase = Field.of(object).get("status", "phase").text();
        boolean terminating = Meta.of(object).isTerminating();
        FieldPath path = FieldPath.of("status", "Phase");
        if (terminating && !phase.equals("Terminating")) {
            errors.invalid(path, phase, "may only be 'Terminating' if `deletionTimestamp` is not empty");
        } else if (!terminating && !phase.equals("Active")) {
            errors.invalid(path, phase, "may only be 'Active' if `deletionTimestamp` is empty");
        }
    }

    @Override
    public boolean finishesByUpdate(ObjectNode object) {
        return Field.of(object).get("spec", "finalizers").size() == 0;
    }

    @Override
    public boolean marksItself() {
        return true;
    }

    @Override
    public void markDeleted(ObjectNode object) {
        Fill.object(object, "status").put("phase", "Terminating");
    }

    @Override
    public @Nullable Strategy subresource(String name) {
        return name.equals("finalize") ? new FinalizePart(this) : super.subresource(name);
    }
}
