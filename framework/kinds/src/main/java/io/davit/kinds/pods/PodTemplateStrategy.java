package io.davit.kinds.pods;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Same;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** PodTemplates: a template that stands by itself. */
final class PodTemplateStrategy extends KindStrategy {

    PodTemplateStrategy() {
        super(Names::dns1123Subdomain, Trait.GENERATION, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void defaults(ObjectNode object) {
        PodSpecDefaults.apply(Fill.object(Fill.object(object, "template"), "spec"));
    }

    @Override
    protected boolean contentChanged(ObjectNode object, ObjectNode old) {
        return !Same.same(object.get("template"), old.get("template"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        PodTemplateRules.check(Field.of(object).get("template"), errors);
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        PodWarnings.template(Field.of(object).get("template"), warn);
    }
}
