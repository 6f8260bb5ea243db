package io.davit.kinds.events;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of events. */
public final class EventStrategies {

    private EventStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("", "events"), new EventStrategy(false),
                new GroupResource("events.k8s.io", "events"), new EventStrategy(true));
    }
}
