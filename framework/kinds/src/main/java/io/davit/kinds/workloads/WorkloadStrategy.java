package io.davit.kinds.workloads;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.pods.PodWarnings;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What kinds have in common that keep pods running from a template: a selector that stays, a status full of counts, warnings about the template. */
abstract class WorkloadStrategy extends KindStrategy {

    private final List<String> counts;

    /** @param counts fields of the status that are never negative */
    WorkloadStrategy(Function<String, List<String>> nameRule, List<String> counts) {
        super(nameRule, Trait.STATUS, Trait.GENERATION);
        this.counts = counts;
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
        Field before = Field.of(old).get("spec");
        WorkloadRules.immutable("selector", Field.of(object).get("spec"), before, Rules.into(errors));
    }

    @Override
    protected final void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field status = Field.of(object).get("status");
        ReplicaCounts.notNegative(status, counts, rules);
        validateCounts(status, Field.of(old).get("status"), rules);
    }

    /** How the counts of a status must fit each other. */
    abstract void validateCounts(Field status, Field old, Rules rules);

    /** Whether names of its objects begin the names of their pods, and should be fit for it. */
    boolean namesPods() {
        return true;
    }

    @Override
    public final void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        if (old == null && namesPods()) {
            WorkloadRules.warnOfName(object, warn);
        }
        if (WorkloadRules.isNews(object, old)) {
            PodWarnings.template(Field.of(object).get("spec").get("template"), warn);
        }
    }
}
