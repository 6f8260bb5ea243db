package io.davit.kinds.storage;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Storage classes: what provisions volumes, and how; only whether they may grow can change. */
final class StorageClassStrategy extends KindStrategy {

    StorageClassStrategy() {
        super(Names::dns1123Subdomain, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void defaults(ObjectNode object) {
        Fill.pointer(object, "reclaimPolicy", "Delete");
        Fill.pointer(object, "volumeBindingMode", "Immediate");
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field storageClass = Field.of(object);
        Rules rules = Rules.into(errors);
        StorageRules.provisioner(storageClass.get("provisioner"), rules);
        StorageRules.parameters(storageClass.get("parameters"), rules);
        if (storageClass.get("reclaimPolicy").isPresent()) {
            rules.oneOf(storageClass.get("reclaimPolicy"), "Delete", "Retain");
        }
        if (rules.needed(storageClass.get("volumeBindingMode"))) {
            rules.oneOf(storageClass.get("volumeBindingMode"), "Immediate", "WaitForFirstConsumer");
        }
        topologies(storageClass.get("allowedTopologies"), rules);
    }

    private static void topologies(Field topologies, Rules rules) {
        // As many terms without expressions as there are terms count as seen: upstream's list is that long before it
        // begins.
        List<Map<String, Set<String>>> seen = new ArrayList<>(Collections.nCopies(topologies.size(), Map.of()));
        for (Field term : topologies.items()) {
            Field expressions = term.get("matchLabelExpressions");
            Map<String, Set<String>> meaning = new TreeMap<>();
            for (Field expression : expressions.items()) {
                Field key = expression.get("key");
                Field values = expression.get("values");
                if (values.size() == 0) {
                    rules.required(values);
                }
                rules.noDuplicates(values.items());
                rules.text(key, Labels::key);
                if (meaning.put(key.text(), new TreeSet<>(new HashSet<>(values.texts()))) != null) {
                    rules.errors().duplicate(key.path(), key.text());
                }
            }
            seen.stream().filter(meaning::equals).forEach(_ -> rules.errors().duplicate(expressions.path(), ""));
            seen.add(meaning);
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validate(object, errors);
        Rules rules = Rules.into(errors);
        Field now = Field.of(object);
        Field before = Field.of(old);
        boolean none = now.get("parameters").size() + before.get("parameters").size() == 0;
        if (!none) {
            rules.immutable(now.get("parameters"), before.get("parameters"));
        }
        for (String field : List.of("provisioner", "reclaimPolicy", "volumeBindingMode")) {
            rules.immutable(now.get(field), before.get(field));
        }
    }
}
