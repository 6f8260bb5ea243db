package io.davit.kinds.batch;

import io.davit.kinds.reading.Field;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** What a job may say, but hardly means. */
final class JobWarnings {

    private JobWarnings() {}

    static void name(ObjectNode object, Consumer<String> warn) {
        List<String> wrong = Names.dns1123Label(Meta.of(object).name());
        if (!wrong.isEmpty()) {
            warn.accept(
                    "metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS"
                            + " label is recommended: [" + String.join(" ", wrong) + "]");
        }
    }

    static void spec(Field spec, Consumer<String> warn) {
        boolean many = spec.get("completionMode").is("Indexed")
                && spec.get("completions").number() > 100_000
                && spec.get("parallelism").number() > 10_000;
        if (many) {
            warn.accept(
                    "In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, a"
                            + " Kubernetes controller might not be able to track completedIndexes when a big number of indexes fail");
        }
    }
}
