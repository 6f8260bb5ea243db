package io.davit.registry.subresource;

import io.davit.kinds.codec.KindCodec;
import io.davit.model.GroupResource;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import io.davit.registry.Target;
import io.davit.registry.admission.AdmissionChain;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import io.davit.registry.family.Body;
import io.davit.registry.family.Decoded;
import io.davit.registry.write.Precondition;
import io.davit.registry.write.Strictness;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Writer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives a pod to a node, once.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/binding-v1/">Binding</a>
 */
public final class Binding {

    private static final GroupVersionKind KIND = new GroupVersionKind("", "v1", "Binding");
    private static final GroupResource RESOURCE = new GroupResource("", "pods/binding");

    private final AdmissionChain admission;
    private final Writer writer;
    private final Clock clock;

    /**
     * @param admission sees the Binding
     * @param writer writes pods, which admission has nothing more to say about
     */
    public Binding(AdmissionChain admission, Writer writer, Clock clock) {
        this.admission = admission;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Binds a pod.
     *
     * @param asked what the request is about: a pod's {@code binding}, or the namespace's own {@code bindings}
     * @param pods the pods' resource, with the namespace; the name may be empty, then the body's counts
     */
    public void bind(Target asked, Target pods, Body body, WriteOptions options) {
        var decoded = body.read(codec());
        Strictness.apply(KIND, new Decoded(decoded.object(), decoded.warnings(), decoded.strictError()), options);
        ObjectNode binding = decoded.object();
        Meta meta = Meta.of(binding);
        Attributes attributes = options.attributes(Operation.CREATE, asked.named(meta.name()), binding, null);
        admission.admit(attributes);
        if (!pods.name().isEmpty() && !meta.name().equals(pods.name())) {
            throw ApiException.badRequest("name in URL does not match name in Binding object");
        }
        if (!meta.namespace().isEmpty() && !meta.namespace().equals(pods.namespace())) {
            throw ApiException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        validate(binding);
        admission.validate(attributes);
        requireName(meta.name());
        Target pod = Target.of(pods.served(), pods.namespace(), meta.name());
        Target through = new Target(pod.served(), pod.namespace(), pod.name(), "binding");
        writer.update(
                through,
                present -> Decoded.clean(bound(present, binding, pod.name())),
                new Precondition(meta.uid(), meta.resourceVersion()),
                false,
                options.unmanaged());
    }

    private static void requireName(String name) {
        if (name.isEmpty()) {
            throw ApiException.badRequest("Name parameter required.");
        }
        List<String> wrong = Names.pathSegment(name);
        if (!wrong.isEmpty()) {
            throw ApiException.badRequest(
                    "Name parameter invalid: " + Json.quote(name) + ": " + String.join(";", wrong));
        }
    }

    private static void validate(ObjectNode binding) {
        FieldErrors errors = new FieldErrors();
        JsonNode target = binding.path("target");
        String kind = target.path("kind").asString("");
        if (!kind.isEmpty() && !kind.equals("Node")) {
            errors.notSupported(FieldPath.of("target", "kind"), kind, List.of("Node", "<empty>"));
        }
        boolean nameless = target.path("name").asString("").isEmpty();
        if (nameless) {
            errors.required(FieldPath.of("target", "name"), "");
        }
        if (!errors.isEmpty()) {
            throw nameless
                    ? ApiException.invalid(
                            KIND.group(), KIND.kind(), Meta.of(binding).name(), errors.causes())
                    : ApiException.unexplained(errors.causes());
        }
    }

    private ObjectNode bound(ObjectNode pod, ObjectNode binding, String name) {
        if (Meta.of(pod).isTerminating()) {
            throw ApiException.conflict(
                    RESOURCE, name, "pod " + name + " is being deleted, cannot be assigned to a host");
        }
        String present = pod.path("spec").path("nodeName").asString("");
        if (!present.isEmpty()) {
            throw ApiException.conflict(
                    RESOURCE, name, "pod " + name + " is already assigned to node \"" + present + "\"");
        }
        if (pod.path("spec").path("schedulingGates").size() > 0) {
            throw ApiException.conflict(RESOURCE, name, "pod " + name + " has non-empty .spec.schedulingGates");
        }
        if (pod.get("spec") instanceof ObjectNode spec) {
            spec.put("nodeName", binding.path("target").path("name").asString(""));
        }
        Meta.of(binding).annotations().forEach(Meta.of(pod)::annotation);
        Map<String, String> labels = Meta.of(binding).labels();
        if (!labels.isEmpty()) {
            labels.forEach(Meta.of(pod).node().withObjectProperty("labels")::put);
        }
        scheduled(pod);
        return pod;
    }

    private void scheduled(ObjectNode pod) {
        ObjectNode status = pod.get("status") instanceof ObjectNode there ? there : pod.putObject("status");
        ArrayNode conditions =
                status.get("conditions") instanceof ArrayNode there ? there : status.putArray("conditions");
        for (int i = conditions.size() - 1; i >= 0; i--) {
            if (conditions.get(i).path("type").asString("").equals("PodScheduled")) {
                conditions.remove(i);
            }
        }
        ObjectNode condition = Json.object().put("type", "PodScheduled").put("status", "True");
        condition.put(
                "lastTransitionTime",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.add(condition);
    }

    private static KindCodec codec() {
        KindCodec codec = KindCodec.of(KIND);
        if (codec == null) {
            throw new IllegalStateException("no types for " + KIND);
        }
        return codec;
    }
}
