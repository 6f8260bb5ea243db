package io.davit.kinds.pods;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.time.Clock;
import java.util.Map;

/** The front door of the rules of pods and of templates that stand by themselves. */
public final class PodStrategies {

    private PodStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("", "pods"), new PodStrategy(Clock.systemUTC()),
                new GroupResource("", "podtemplates"), new PodTemplateStrategy());
    }
}
