package io.davit.test.corpus.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.crd.generator.annotation.SchemaSwap;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;

/** Built of Kubernetes' own types, a whole pod template among them; a tree that is cut where it would not end. */
@Group("generated.corpus.example")
@Version("v1alpha1")
@SchemaSwap(originalType = Shipyard.Crane.class, fieldName = "below", depth = 2)
public class Shipyard extends CustomResource<Shipyard.Spec, Shipyard.Status> {

    private static final long serialVersionUID = 1;

    /** What a yard is made of. */
    @ValidationRule(value = "has(self.template) || has(self.image)", message = "a template or an image")
    public static class Spec {
        public PodTemplateSpec template;
        public String image;
        public ResourceRequirements resources;
        public Affinity affinity;
        public List<Toleration> tolerations;
        public List<EnvVar> env;
        public LabelSelector selector;
        public LocalObjectReference pullSecret;
        public ObjectReference owner;
        public Crane crane;

        @PreserveUnknownFields
        public JsonNode config;

        public Map<String, JsonNode> options;

        @SchemaFrom(type = String.class)
        public Object odd;

        @JsonIgnore
        public String ignored;
    }

    /** Lifts, and may hold another. */
    public static class Crane {
        @Required
        public Integer tons;

        public Crane below;
    }

    /** What was seen. */
    public static class Status {
        public Map<String, String> docks;
    }
}
