package io.davit.registry.crd;

import io.davit.cel.rule.DefinitionRules;
import io.davit.kinds.Strategy;
import io.davit.kinds.reading.Same;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import io.davit.schema.crd.CrdRules;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The rules of CustomResourceDefinition itself. */
public final class DefinitionStrategy implements Strategy {

    private final Clock clock;

    public DefinitionStrategy(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void defaults(ObjectNode object) {
        CrdRules.applyDefaults(object);
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        ObjectNode status = Json.object();
        status.putObject("acceptedNames").put("plural", "").put("kind", "");
        object.set("status", status);
        CrdRules.recordStorageVersion(object);
        Meta.of(object).generation(1);
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        object.set("status", old.path("status").deepCopy());
        CrdRules.recordStorageVersion(object);
        if (!Same.same(object.get("spec"), old.get("spec"))) {
            Meta.of(object).generation(Meta.of(old).generation() + 1);
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        errors.addAll(CrdRules.validateCreate(object, new DefinitionRules()));
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        errors.addAll(CrdRules.validateUpdate(object, old, new DefinitionRules()));
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        CrdRules.warnings(object).forEach(warn);
    }

    @Override
    public List<String> checkName(String name, boolean prefix) {
        return prefix ? List.of() : Names.dns1123Subdomain(name);
    }

    @Override
    public boolean allowUnconditionalUpdate() {
        return false;
    }

    @Override
    public void beforeDelete(ObjectNode object) {
        Meta meta = Meta.of(object);
        if (!meta.isTerminating() && !meta.finalizers().contains(DefinitionLife.CLEANUP)) {
            List<String> finalizers = new ArrayList<>(meta.finalizers());
            finalizers.add(DefinitionLife.CLEANUP);
            meta.finalizers(finalizers);
        }
    }

    @Override
    public boolean marksItself() {
        return true;
    }

    @Override
    public void markDeleted(ObjectNode object) {
        Conditions.set(
                object,
                "Terminating",
                true,
                "InstanceDeletionPending",
                "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    @Override
    public @Nullable Strategy subresource(String name) {
        return name.equals("status") ? new OfStatus() : null;
    }

    /** Writes through the status subresource. */
    private final class OfStatus implements Strategy {

        @Override
        public void defaults(ObjectNode object) {
            CrdRules.applyDefaults(object);
        }

        @Override
        public void prepareForUpdate(ObjectNode object, ObjectNode old) {
            // upstream lets metadata change here, other than it says and other than for most kinds
            object.set("spec", old.path("spec").deepCopy());
        }

        @Override
        public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
            errors.addAll(CrdRules.validateStatusUpdate(object));
        }

        @Override
        public boolean allowUnconditionalUpdate() {
            return false;
        }

        @Override
        public List<String> checkName(String name, boolean prefix) {
            return DefinitionStrategy.this.checkName(name, prefix);
        }
    }
}
