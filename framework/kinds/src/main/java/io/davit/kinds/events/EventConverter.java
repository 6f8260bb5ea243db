package io.davit.kinds.events;

import io.davit.kinds.Converter;
import io.davit.kinds.reading.Field;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns events of {@code events.k8s.io} into the core events that are stored, and back: the same fields by other names. */
public final class EventConverter implements Converter {

    private static final Map<String, String> STORED_NAMES = Map.of(
            "regarding", "involvedObject",
            "note", "message",
            "reportingController", "reportingComponent",
            "deprecatedSource", "source",
            "deprecatedFirstTimestamp", "firstTimestamp",
            "deprecatedLastTimestamp", "lastTimestamp",
            "deprecatedCount", "count");

    @Override
    public ObjectNode toStored(ObjectNode served) {
        STORED_NAMES.forEach((other, stored) -> rename(served, other, stored));
        return served.put("apiVersion", "v1");
    }

    @Override
    public ObjectNode toServed(ObjectNode stored) {
        STORED_NAMES.forEach((other, name) -> rename(stored, name, other));
        for (String text : List.of("reportingController", "reportingInstance")) {
            if (Field.of(stored).get(text).isZero()) {
                stored.remove(text);
            }
        }
        return stored.put("apiVersion", "events.k8s.io/v1");
    }

    private static void rename(ObjectNode event, String from, String to) {
        JsonNode value = event.remove(from);
        if (value != null) {
            event.set(to, value);
        }
    }
}
