package io.davit.kinds.storage;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** CSI drivers, and what they want of the cluster. */
final class CsiDriverStrategy extends KindStrategy {

    private static final List<String> COUNTED = List.of(
            "tokenRequests",
            "requiresRepublish",
            "seLinuxMount",
            "podInfoOnMount",
            "storageCapacity",
            "fsGroupPolicy",
            "nodeAllocatableUpdatePeriodSeconds",
            "serviceAccountTokenInSecrets");
    private static final long SHORTEST_TOKEN = 10L * 60;
    private static final long LONGEST_TOKEN = 1L << 32;
    private static final int SHORTEST_PERIOD = 10;

    CsiDriverStrategy() {
        super(Names::dns1123Subdomain, Trait.NEEDS_VERSION, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        Fill.flag(spec, "attachRequired", true);
        Fill.flag(spec, "podInfoOnMount", false);
        Fill.flag(spec, "storageCapacity", false);
        Fill.pointer(spec, "fsGroupPolicy", "ReadWriteOnceWithFSType");
        Fill.texts(spec, "volumeLifecycleModes", "Persistent");
        Fill.flag(spec, "requiresRepublish", false);
        Fill.flag(spec, "seLinuxMount", false);
    }

    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        Field now = Field.of(object).get("spec");
        Field before = Field.of(old).get("spec");
        if (COUNTED.stream().anyMatch(field -> !now.get(field).same(before.get(field)))) {
            Meta.of(object).generation(Meta.of(old).generation() + 1);
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        settings(spec, rules);
    }

    private static void modes(Field modes, Rules rules) {
        for (Field mode : modes.items()) {
            if (!mode.is("Persistent") && !mode.is("Ephemeral")) {
                rules.errors().notSupported(modes.path(), mode.text(), List.of("Persistent", "Ephemeral"));
            }
        }
    }

    private static void settings(Field spec, Rules rules) {
        rules.oneOf(spec.get("fsGroupPolicy"), "File", "None", "ReadWriteOnceWithFSType");
        tokens(spec.get("tokenRequests"), rules);
        modes(spec.get("volumeLifecycleModes"), rules);
        Field period = spec.get("nodeAllocatableUpdatePeriodSeconds");
        if (period.isPresent() && period.number() < SHORTEST_PERIOD) {
            rules.invalid(period, "must be greater than or equal to " + SHORTEST_PERIOD + " seconds");
        }
        Field inSecrets = spec.get("serviceAccountTokenInSecrets");
        if (inSecrets.isPresent() && spec.get("tokenRequests").size() == 0) {
            rules.invalid(inSecrets, "serviceAccountTokenInSecrets is set but no tokenRequests are specified");
        }
    }

    private static void tokens(Field requests, Rules rules) {
        Set<String> audiences = new HashSet<>();
        for (Field request : requests.items()) {
            Field audience = request.get("audience");
            Field seconds = request.get("expirationSeconds");
            if (!audiences.add(audience.text())) {
                rules.errors().duplicate(audience.path(), audience.text());
            } else if (seconds.isPresent() && seconds.number() < SHORTEST_TOKEN) {
                rules.invalid(seconds, "may not specify a duration less than 10 minutes");
            } else if (seconds.number() > LONGEST_TOKEN) {
                rules.invalid(seconds, "may not specify a duration larger than 2^32 seconds");
            }
        }
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        Field spec = Field.of(object).get("spec");
        if (!spec.get("tokenRequests").items().isEmpty()
                && !spec.get("serviceAccountTokenInSecrets").isPresent()) {
            warn.accept(
                    "spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to true to prevent"
                            + " possible logging of tokens in volume attributes");
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field now = Field.of(object).get("spec");
        Field before = Field.of(old).get("spec");
        Rules rules = Rules.into(errors);
        // The path's name is how the API has always spelled it.
        settings(now, rules);
        rules.immutable(
                now.get("attachRequired").as(FieldPath.of("spec", "attachedRequired")), before.get("attachRequired"));
        rules.immutable(now.get("volumeLifecycleModes"), before.get("volumeLifecycleModes"));
    }
}
