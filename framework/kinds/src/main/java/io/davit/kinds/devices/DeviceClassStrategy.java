package io.davit.kinds.devices;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.limits.ResourceNames;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import tools.jackson.databind.node.ObjectNode;

/** Classes of devices. */
final class DeviceClassStrategy extends KindStrategy {

    private static final int MOST_CONFIGURATIONS = 32;

    DeviceClassStrategy() {
        super(Names::dns1123Subdomain, Trait.GENERATION, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        DeviceRules.selectors(spec.get("selectors"), rules);
        Field configurations = spec.get("config");
        if (configurations.size() > MOST_CONFIGURATIONS) {
            errors.tooMany(configurations.path(), configurations.size(), MOST_CONFIGURATIONS);
        }
        configurations.items().forEach(each -> DeviceRules.configuration(each, rules));
        Field extended = spec.get("extendedResourceName");
        if (extended.isPresent() && !ResourceNames.isExtended(extended.text())) {
            rules.invalid(extended, "must be a valid extended resource name");
        }
    }
}
