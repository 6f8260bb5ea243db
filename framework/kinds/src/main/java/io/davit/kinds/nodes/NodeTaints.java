package io.davit.kinds.nodes;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.Cause;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold for the taints of a node. */
final class NodeTaints {

    private NodeTaints() {}

    static void check(Field taints, Rules rules) {
        Set<String> seen = new HashSet<>();
        for (Field taint : taints.items()) {
            FieldPath path = FieldPath.of("metadata", "taints").index(indexOf(taint));
            rules.text(taint.get("key").as(path.child("key")), Labels::key);
            Field value = taint.get("value");
            List<String> wrong = Labels.value(value.text());
            if (!wrong.isEmpty()) {
                rules.errors().invalid(path.child("value"), value.text(), String.join(";", wrong));
            }
            effect(taint.get("effect").as(path.child("effect")), rules);
            if (!seen.add(taint.get("key").text() + "=" + taint.get("effect").text())) {
                duplicate(path, taint, rules);
            }
        }
    }

    private static int indexOf(Field item) {
        String path = item.path().toString();
        return Integer.parseInt(path.substring(path.lastIndexOf('[') + 1, path.length() - 1));
    }

    private static void effect(Field effect, Rules rules) {
        if (rules.needed(effect)) {
            rules.oneOf(effect, "NoSchedule", "PreferNoSchedule", "NoExecute");
        }
    }

    private static void duplicate(FieldPath path, Field taint, Rules rules) {
        FieldErrors one = new FieldErrors();
        one.duplicate(path, Shown.of("Taint", taint.value()));
        Cause cause = one.causes().getFirst();
        rules.errors()
                .add(new Cause(
                        cause.reason(),
                        cause.message() + ": taints must be unique by key and effect pair",
                        cause.field()));
    }
}
