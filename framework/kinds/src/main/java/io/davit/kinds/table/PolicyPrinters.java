package io.davit.kinds.table;

import io.davit.model.GroupResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Rows of what decides on requests: admission and flow control. */
final class PolicyPrinters {

    private static final String ADMISSION = "admissionregistration.k8s.io";
    private static final String FLOW = "flowcontrol.apiserver.k8s.io";

    private PolicyPrinters() {}

    static Map<GroupResource, TablePrinter> all() {
        TablePrinter webhooks = webhooks();
        TablePrinter policyBindings = policyBindings();
        return Map.of(
                new GroupResource(ADMISSION, "mutatingwebhookconfigurations"),
                webhooks,
                new GroupResource(ADMISSION, "validatingwebhookconfigurations"),
                webhooks,
                new GroupResource(ADMISSION, "mutatingadmissionpolicies"),
                policies("Mutations", "How many mutations it has.", "mutations"),
                new GroupResource(ADMISSION, "validatingadmissionpolicies"),
                policies(
                        "Validations",
                        "Validations indicates the number of validation rules defined in this configuration",
                        "validations"),
                new GroupResource(ADMISSION, "mutatingadmissionpolicybindings"),
                policyBindings,
                new GroupResource(ADMISSION, "validatingadmissionpolicybindings"),
                policyBindings,
                new GroupResource(FLOW, "flowschemas"),
                new InOrder(flowSchemas(), BY_PRECEDENCE),
                new GroupResource(FLOW, "prioritylevelconfigurations"),
                priorityLevels());
    }

    /** Those that are asked first come first. */
    private static final Comparator<ObjectNode> BY_PRECEDENCE = Comparator.<ObjectNode>comparingLong(
                    schema -> schema.path("spec").path("matchingPrecedence").asLong(0))
            .thenComparing(schema -> schema.path("metadata").path("name").asString(""));

    private static TablePrinter webhooks() {
        return Columns.named()
                .integer(
                        "Webhooks",
                        "How many webhooks it has.",
                        w -> w.path("webhooks").size())
                .age()
                .build();
    }

    private static TablePrinter policies(String heading, String description, String field) {
        return Columns.named()
                .integer(heading, description, p -> Read.at(p, "spec", field).size())
                .text(
                        "ParamKind",
                        "ParamKind specifies the kind of resources used to parameterize this policy",
                        PolicyPrinters::paramKind)
                .age()
                .build();
    }

    private static String paramKind(ObjectNode policy) {
        JsonNode kind = Read.at(policy, "spec", "paramKind");
        return kind.isObject() ? Read.text(kind, "apiVersion") + "/" + Read.text(kind, "kind") : Read.UNSET;
    }

    private static TablePrinter policyBindings() {
        return Columns.named()
                .text("PolicyName", "The policy that is put to work.", b -> Read.text(b, "spec", "policyName"))
                .text("ParamRef", "The parameters it gets.", PolicyPrinters::paramRef)
                .age()
                .build();
    }

    private static String paramRef(ObjectNode binding) {
        JsonNode ref = Read.at(binding, "spec", "paramRef");
        String name = Read.text(ref, "name");
        if (name.isEmpty()) {
            return ref.path("selector").isObject() ? selector(ref.path("selector")) : Read.UNSET;
        }
        String namespace = Read.text(ref, "namespace");
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /** Upstream shows the selector as its Go value; people compare what they see, so we do too. */
    private static String selector(JsonNode selector) {
        Map<String, String> labels = new TreeMap<>();
        selector.path("matchLabels")
                .properties()
                .forEach(e -> labels.put(e.getKey(), e.getValue().asString("")));
        StringBuilder text = new StringBuilder("&LabelSelector{MatchLabels:map[string]string{");
        labels.forEach(
                (key, value) -> text.append(key).append(": ").append(value).append(','));
        text.append("},MatchExpressions:[]LabelSelectorRequirement{");
        List<String> expressions = new ArrayList<>();
        selector.path("matchExpressions")
                .forEach(e -> expressions.add("LabelSelectorRequirement{Key:" + Read.text(e, "key") + ",Operator:"
                        + Read.text(e, "operator") + ",Values:["
                        + String.join(" ", Read.texts(e.path("values"))) + "],},"));
        return text.append(String.join("", expressions)).append("},}").toString();
    }

    private static TablePrinter flowSchemas() {
        return Columns.named()
                .text(
                        "PriorityLevel",
                        "Where its requests queue.",
                        f -> Read.text(f, "spec", "priorityLevelConfiguration", "name"))
                .number(
                        "MatchingPrecedence",
                        "Lower ones are asked first.",
                        f -> Read.integer(f, "spec", "matchingPrecedence"))
                .text(
                        "DistinguisherMethod",
                        "How its requests are told apart.",
                        f -> Read.textOr(Read.NONE, f, "spec", "distinguisherMethod", "type"))
                .age()
                .text("MissingPL", "Whether its priority level is missing.", f -> {
                    JsonNode dangling = Read.condition(f, "Dangling");
                    return dangling == null ? "?" : Read.text(dangling, "status");
                })
                .build();
    }

    private static TablePrinter priorityLevels() {
        return Columns.named()
                .text("Type", "Whether its requests are limited.", p -> Read.text(p, "spec", "type"))
                .column(
                        "NominalConcurrencyShares",
                        "string",
                        "",
                        "Its share of the seats.",
                        (p, now) -> orNone(Read.at(p, "spec", "limited", "nominalConcurrencyShares")))
                .column("Queues", "string", "", "How many queues it has.", (p, now) -> orNone(queuing(p, "queues")))
                .column(
                        "HandSize",
                        "string",
                        "",
                        "How many queues a flow may be put into.",
                        (p, now) -> orNone(queuing(p, "handSize")))
                .column(
                        "QueueLengthLimit",
                        "string",
                        "",
                        "How many requests a queue holds.",
                        (p, now) -> orNone(queuing(p, "queueLengthLimit")))
                .age()
                .build();
    }

    private static JsonNode queuing(ObjectNode level, String field) {
        return Read.at(level, "spec", "limited", "limitResponse", "queuing", field);
    }

    private static JsonNode orNone(JsonNode value) {
        return value.isNumber() ? value : StringNode.valueOf(Read.NONE);
    }
}
