package io.davit.kinds.batch;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import java.util.Map;

/** The front door of the rules of jobs. */
public final class BatchStrategies {

    private BatchStrategies() {}

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("batch", "jobs"), new JobStrategy(),
                new GroupResource("batch", "cronjobs"), new CronJobStrategy());
    }
}
