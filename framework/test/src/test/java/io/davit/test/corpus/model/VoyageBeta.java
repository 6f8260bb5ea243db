package io.davit.test.corpus.model;

import io.fabric8.generator.annotation.Nullable;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** The earlier version of {@link Voyage}, which knew only a text. */
@Group("generated.corpus.example")
@Version(value = "v1beta1", storage = false, deprecated = true, deprecationWarning = "Voyage v1beta1 is going: use v1")
@Kind("Voyage")
@Singular("voyage")
@Plural("voyages")
public class VoyageBeta extends CustomResource<VoyageBeta.Spec, Void> implements Namespaced {

    private static final long serialVersionUID = 1;

    /** From where to where, in words. */
    public static class Spec {
        public String from;
        public String to;

        @Nullable
        public String route;
    }
}
