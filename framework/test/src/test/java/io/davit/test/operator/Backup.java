package io.davit.test.operator;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A backup to take again and again. */
@Group("example.com")
@Version("v1")
public class Backup extends CustomResource<Backup.Spec, Backup.Status> implements Namespaced {

    private static final long serialVersionUID = 1;

    /** What to keep, when, and for how long. */
    public static class Spec {
        public String source;
        public String schedule;
        public int retention;
    }

    /** How far the operator has come. */
    public static class Status {
        public String phase;
        public Long observedGeneration;
    }
}
