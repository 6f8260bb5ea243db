package io.davit.kinds.nodes;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.Strategy;
import io.davit.kinds.address.Addresses;
import io.davit.kinds.limits.ResourceNames;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.GoJson;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Nodes: their range of addresses and their provider's name for them are given once. */
final class NodeStrategy extends KindStrategy {

    private static final String AVOID = "scheduler.alpha.kubernetes.io/preferAvoidPods";
    private static final String CIDR_KEPT = "node updates may not change podCIDR except from \"\" to valid";

    NodeStrategy() {
        super(Names::dns1123Subdomain);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        ranges(spec);
        ObjectNode status = Fill.object(object, "status");
        if (!status.hasNonNull("allocatable") && status.get("capacity") instanceof ObjectNode capacity) {
            status.set("allocatable", capacity.deepCopy());
        }
    }

    /** The old field for one range and the newer one for two say the same of the first. */
    private static void ranges(ObjectNode spec) {
        String one = Field.of(spec).get("podCIDR").text();
        List<String> all = Field.of(spec).get("podCIDRs").texts();
        if (!one.isEmpty() && (all.isEmpty() || !all.getFirst().equals(one))) {
            spec.set("podCIDRs", Json.array().add(one));
        } else if (one.isEmpty() && !all.isEmpty()) {
            spec.put("podCIDR", all.getFirst());
        }
    }

    @Override
    protected void created(ObjectNode object) {
        Fill.object(object, "spec").remove("configSource");
    }

    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        Fill.keep("status", object, old);
        Fill.object(object, "spec").remove("configSource");
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        avoidedPods(Field.of(object), rules);
        NodeTaints.check(Field.of(object).get("spec", "taints"), rules);
        for (String list : List.of("capacity", "allocatable")) {
            for (Field.Entry amount : Field.of(object).get("status", list).entries()) {
                FieldPath path = FieldPath.of("status", list, amount.key());
                ResourceNames.checkAmount(amount.key(), amount.value().as(path), rules);
            }
        }
        Field ranges = Field.of(object).get("spec", "podCIDRs");
        ranges.items().forEach(range -> rules.text(range, Addresses::block));
        if (ranges.size() > 2 || (ranges.size() == 2 && !Addresses.bothFamilies(ranges.texts()))) {
            rules.invalid(ranges, "may specify no more than one CIDR for each IP family");
        }
    }

    private static void avoidedPods(Field node, Rules rules) {
        Field annotation = node.get("metadata", "annotations").get(AVOID);
        if (annotation.isAbsent()) {
            return;
        }
        FieldPath path = FieldPath.of("metadata", "annotations");
        String wrong = GoJson.objectProblem(annotation.text());
        if (!wrong.isEmpty()) {
            rules.errors().invalid(path.child("AvoidPods"), AVOID, wrong);
            return;
        }
        Field entries = Field.of(Json.parse(annotation.text())).get("preferAvoidPods");
        for (int i = 0; i < entries.size(); i++) {
            Field controller = entries.items().get(i).get("podSignature", "podController");
            FieldPath signature = path.child(AVOID).index(i).child("PodSignature");
            if (controller.isAbsent()) {
                rules.errors().required(signature, "");
            } else if (!controller.get("controller").isTrue()) {
                rules.errors()
                        .invalid(
                                signature.child("PodController").child("Controller"),
                                controller.get("controller").isTrue(),
                                "must point to a controller");
            }
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
        Rules rules = Rules.into(errors);
        avoidedPods(Field.of(object), rules);
        addresses(Field.of(object).get("status", "addresses"), errors);
        Field now = Field.of(object).get("spec");
        Field before = Field.of(old).get("spec");
        Field ranges = now.get("podCIDRs");
        List<String> earlier = before.get("podCIDRs").texts();
        if (!earlier.isEmpty() && ranges.size() != earlier.size()) {
            rules.forbidden(ranges, CIDR_KEPT);
        } else {
            for (int i = 0; i < earlier.size(); i++) {
                if (!earlier.get(i).equals(ranges.texts().get(i))) {
                    rules.forbidden(ranges, CIDR_KEPT);
                }
            }
        }
        if (!before.get("providerID").isZero() && !before.get("providerID").same(now.get("providerID"))) {
            rules.forbidden(now.get("providerID"), "node updates may not change providerID except from \"\" to valid");
        }
        NodeTaints.check(now.get("taints"), rules);
        if (!now.get("externalID").text().equals(before.get("externalID").text())) {
            rules.forbidden(now.get("externalID"), "may not be updated");
        }
    }

    private static void addresses(Field addresses, FieldErrors errors) {
        Set<JsonNode> seen = new HashSet<>();
        for (Field address : addresses.items()) {
            if (!seen.add(address.value())) {
                errors.duplicate(address.path(), Shown.of("NodeAddress", address.value()));
            }
        }
    }

    @Override
    public @Nullable Strategy subresource(String name) {
        return name.equals("status") ? new NodeStatusPart(this) : null;
    }
}
