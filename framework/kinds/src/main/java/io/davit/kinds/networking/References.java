package io.davit.kinds.networking;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;

/** References to objects of any kind by group, kind and name. */
final class References {

    private References() {}

    static void typed(Field reference, Rules rules) {
        if (reference.get("apiGroup").isPresent()) {
            rules.text(reference.get("apiGroup"), Names::dns1123Subdomain);
        }
        rules.neededText(reference.get("kind"), Names::pathSegment);
        rules.neededText(reference.get("name"), Names::pathSegment);
    }
}
