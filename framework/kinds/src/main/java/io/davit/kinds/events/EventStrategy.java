package io.davit.kinds.events;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events. Those of the newer group must be complete, and stay as they are but for their series; those of the core group may be as
 * loose as they always were.
 */
final class EventStrategy extends KindStrategy {

    private static final int LONGEST_TEXT = 128;
    private static final int LONGEST_NOTE = 1024;
    private static final List<String> FIXED = List.of(
            "involvedObject",
            "reason",
            "message",
            "source",
            "firstTimestamp",
            "lastTimestamp",
            "count",
            "reason",
            "type",
            "eventTime",
            "action",
            "related",
            "reportingComponent",
            "reportingInstance");
    private static final Set<String> TEXTS =
            Set.of("reason", "message", "type", "action", "reportingComponent", "reportingInstance");

    private final boolean strict;

    EventStrategy(boolean strict) {
        super(strict ? Names::dns1123Subdomain : Names::pathSegment, Trait.CREATES_ON_PUT);
        this.strict = strict;
    }

    @Override
    public boolean hasDependents() {
        return false;
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field event = Field.of(object);
        Rules rules = Rules.into(errors);
        loose(event, rules);
        if (!strict) {
            return;
        }
        series(event.get("series"), rules);
        if (event.get("eventTime").isZero()) {
            rules.required(event.get("eventTime"));
        }
        if (!event.get("type").is("Normal") && !event.get("type").is("Warning")) {
            errors.invalid(
                    FieldPath.of("type"),
                    "",
                    "has invalid value: " + event.get("type").text());
        }
        for (String unset : List.of("firstTimestamp", "lastTimestamp", "count")) {
            if (!event.get(unset).isZero()) {
                errors.invalid(FieldPath.of(unset), "", "needs to be unset");
            }
        }
        if (!event.get("source", "component").isZero()
                || !event.get("source", "host").isZero()) {
            errors.invalid(FieldPath.of("source"), "", "needs to be unset");
        }
    }

    private static @Nullable Object shown(String field, Field value) {
        if (TEXTS.contains(field)) {
            return value.text();
        }
        return switch (field) {
            case "involvedObject" -> Shown.of("ObjectReference", value.isAbsent() ? Json.object() : value.value());
            case "related" -> Shown.of("ObjectReference", value.object());
            case "source" -> Shown.of("EventSource", value.isAbsent() ? Json.object() : value.value());
            default -> value.shown();
        };
    }

    @Override
    public MetadataCheck metadataCheck() {
        return strict ? MetadataCheck.LAST : MetadataCheck.WHEN_VALID;
    }

    private void loose(Field event, Rules rules) {
        Field about = event.get("involvedObject", "namespace");
        String namespace = event.get("metadata", "namespace").text();
        boolean timed = !event.get("eventTime").isZero();
        boolean clusterWide = namespace.equals("default") || (timed && namespace.equals("kube-system"));
        boolean fits = about.text().isEmpty() ? clusterWide : timed || about.is(namespace);
        if (!fits) {
            rules.invalidText(about, "does not match event.namespace");
        }
        if (timed) {
            timed(event, rules);
        }
        rules.text(event.get("metadata", "namespace").as(FieldPath.of("namespace")), Names::dns1123Subdomain);
    }

    private void timed(Field event, Rules rules) {
        Field reporter =
                event.get("reportingComponent").as(FieldPath.of(strict ? "reportingController" : "reportingComponent"));
        rules.needed(reporter);
        rules.qualifiedName(reporter);
        for (String text : List.of("reportingInstance", "action", "reason")) {
            rules.needed(event.get(text));
            tooLong(event.get(text), LONGEST_TEXT, rules);
        }
        tooLong(event.get("message"), LONGEST_NOTE, rules);
    }

    private static void tooLong(Field text, int most, Rules rules) {
        if (text.text().getBytes(StandardCharsets.UTF_8).length > most) {
            rules.errors().invalid(text.path(), "", "can have at most " + most + " characters");
        }
    }

    private static void series(Field series, Rules rules) {
        if (series.isAbsent()) {
            return;
        }
        if (series.get("count").number() < 2) {
            rules.errors().invalid(series.get("count").path(), "", "should be at least 2");
        }
        if (series.get("lastObservedTime").isZero()) {
            rules.required(series.get("lastObservedTime"));
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        Field now = Field.of(object);
        Field before = Field.of(old);
        loose(now, rules);
        if (!strict) {
            return;
        }
        if (!now.get("series").same(before.get("series"))) {
            series(now.get("series"), rules);
        }
        for (String field : FIXED) {
            Field each = now.get(field);
            FieldPath path = field.equals("reportingComponent") ? FieldPath.of("reportingController") : each.path();
            boolean bothZero = each.isZero() && before.get(field).isZero();
            if (!bothZero && !each.same(before.get(field))) {
                errors.invalid(path, shown(field, each), "field is immutable");
            }
        }
    }
}
