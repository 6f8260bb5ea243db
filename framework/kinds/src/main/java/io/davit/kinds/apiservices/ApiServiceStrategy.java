package io.davit.kinds.apiservices;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.Strategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.GroupResource;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** API services: versions of groups, served here or by a service of the cluster. */
public final class ApiServiceStrategy extends KindStrategy {

    private static final int HIGHEST_GROUP = 20_000;
    private static final int HIGHEST_VERSION = 1_000;

    private final Clock clock;

    private ApiServiceStrategy(Clock clock) {
        super(Names::pathSegment, Trait.STATUS);
        this.clock = clock;
    }

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("apiregistration.k8s.io", "apiservices"), new ApiServiceStrategy(Clock.systemUTC()));
    }

    @Override
    public void defaults(ObjectNode object) {
        if (Fill.object(object, "spec").get("service") instanceof ObjectNode service) {
            Fill.number(service, "port", 443);
        }
    }

    @Override
    protected void created(ObjectNode object) {
        if (Field.of(object).get("spec", "service").isAbsent()) {
            ObjectNode available = Json.object()
                    .put("type", "Available")
                    .put("status", "True")
                    .put(
                            "lastTransitionTime",
                            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                    .put("reason", "Local")
                    .put("message", "Local APIServices are always available");
            Fill.object(object, "status").set("conditions", Json.array().add(available));
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        Field group = spec.get("group");
        Field version = spec.get("version");
        String name = Meta.of(object).name();
        String expected = version.text() + "." + group.text();
        if (!name.equals(expected)) {
            errors.invalid(
                    FieldPath.of("metadata", "name"),
                    name,
                    "must be `spec.version+\".\"+spec.group`: " + Json.quote(expected));
        }
        if (!group.isZero()) {
            joined(group, Names.dns1123Subdomain(group.text()), rules);
        } else if (!version.is("v1")) {
            rules.required(group, "only v1 may have an empty group and it better be legacy kube");
        }
        joined(version, Names.dns1035Label(version.text()), rules);
        priority(spec.get("groupPriorityMinimum"), HIGHEST_GROUP, rules);
        priority(spec.get("versionPriority"), HIGHEST_VERSION, rules);
        where(spec, rules);
    }

    private static void joined(Field text, List<String> wrong, Rules rules) {
        if (!wrong.isEmpty()) {
            rules.invalidText(text, String.join(",", wrong));
        }
    }

    private static void priority(Field priority, int highest, Rules rules) {
        if (priority.number() <= 0 || priority.number() > highest) {
            rules.errors().invalid(priority.path(), priority.number(), "must be positive and less than " + highest);
        }
    }

    private static void where(Field spec, Rules rules) {
        Field service = spec.get("service");
        Field bundle = spec.get("caBundle");
        Field insecure = spec.get("insecureSkipTLSVerify");
        if (service.isAbsent()) {
            if (!bundle.isZero()) {
                int length = Base64.getDecoder().decode(bundle.text()).length;
                rules.errors().invalid(bundle.path(), length + " bytes", "local APIServices may not have a caBundle");
            }
            if (insecure.isTrue()) {
                rules.invalid(insecure, "local APIServices may not have insecureSkipTLSVerify");
            }
            return;
        }
        rules.needed(service.get("namespace"));
        rules.needed(service.get("name"));
        WebhookClientRules.port(service.get("port"), rules);
        if (insecure.isTrue() && !bundle.isZero()) {
            rules.invalid(insecure, "may not be true if caBundle is present");
        }
    }
}
