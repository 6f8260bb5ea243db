package io.davit.test.corpus.model;

import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/** The stored version of a kind with two. */
@Group("generated.corpus.example")
@Version("v1")
public class Voyage extends CustomResource<Voyage.Spec, Voyage.Status> implements Namespaced {

    private static final long serialVersionUID = 1;

    /** From where to where. */
    public static class Spec {
        @Required
        public String from;

        @Required
        public String to;

        public List<Leg> legs;
    }

    /** One part of the way. */
    public static class Leg {
        @Required
        public String port;

        @Default("12")
        public int hours;
    }

    /** How it goes. */
    public static class Status {
        public List<Condition> conditions;
        public Long observedGeneration;
    }
}
