package io.davit.registry.admission;

import io.davit.model.GroupResource;
import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.meta.Meta;
import io.davit.registry.admission.podsecurity.ExistingPods;
import io.davit.registry.admission.podsecurity.Judgement;
import io.davit.registry.admission.podsecurity.LabelChange;
import io.davit.registry.admission.podsecurity.Pod;
import io.davit.registry.admission.podsecurity.PodUpdate;
import io.davit.registry.admission.podsecurity.Policy;
import io.davit.registry.admission.podsecurity.Standard;
import io.davit.registry.admission.podsecurity.Templates;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A namespace's labels say how much its pods may do: pods are refused, warned about and noted, what makes pods is warned about and
 * noted.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-admission/">Pod security admission</a>
 */
final class PodSecurity implements AdmissionPlugin {

    private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final GroupVersionResource NAMESPACES_V1 = new GroupVersionResource("", "v1", "namespaces");
    private static final GroupVersionResource PODS_V1 = new GroupVersionResource("", "v1", "pods");

    /** Those that leave a pod's specification alone. */
    private static final Set<String> HARMLESS_SUBRESOURCES =
            Set.of("exec", "attach", "binding", "eviction", "log", "portforward", "proxy", "status");

    private final Reads reads;

    PodSecurity(Reads reads) {
        this.reads = reads;
    }

    @Override
    public String name() {
        return "PodSecurity";
    }

    @Override
    public void validate(Attributes attributes) {
        ObjectNode object = attributes.object();
        boolean writes = attributes.operation() == Operation.CREATE || attributes.operation() == Operation.UPDATE;
        if (!writes || object == null) {
            return;
        }
        GroupResource resource = attributes.target().groupResource();
        String subresource = attributes.target().subresource();
        if (resource.equals(PODS)) {
            if (!HARMLESS_SUBRESOURCES.contains(subresource)) {
                judgePod(attributes, object);
            }
        } else if (subresource.isEmpty() && resource.equals(NAMESPACES)) {
            judgeLabels(attributes, object);
        } else if (subresource.isEmpty() && Templates.has(resource)) {
            judgeTemplate(attributes, object);
        }
    }

    private void judgePod(Attributes attributes, ObjectNode object) {
        Policy policy = policy(attributes);
        if (policy.allowsEverything()) {
            tell(attributes, Judgement.ALLOWED);
            return;
        }
        Pod pod = Pod.of(object);
        ObjectNode old = attributes.old();
        if (attributes.operation() == Operation.CREATE || old == null || PodUpdate.matters(pod, Pod.of(old))) {
            tell(attributes, Judgement.ofPod(policy, pod));
        }
    }

    private void judgeTemplate(Attributes attributes, ObjectNode object) {
        Policy policy = policy(attributes);
        if (policy.saysNothing()) {
            return;
        }
        Pod template = Templates.find(attributes.target().groupResource(), object);
        if (template != null) {
            tell(attributes, Judgement.ofTemplate(policy, template));
        }
    }

    private Policy policy(Attributes attributes) {
        String namespace = attributes.target().namespace();
        Map<String, String> labels = reads.labels(NAMESPACES_V1, namespace);
        if (labels == null) {
            throw ApiException.notFound(NAMESPACES, namespace);
        }
        return Policy.of(labels);
    }

    private static void tell(Attributes attributes, Judgement judgement) {
        judgement.notes().forEach((key, text) -> attributes.annotate().accept(Policy.PREFIX + key, text));
        if (!judgement.refusal().isEmpty()) {
            throw ApiException.forbidden(PODS, attributes.target().name(), judgement.refusal());
        }
        if (!judgement.warning().isEmpty()) {
            attributes.warn().accept(judgement.warning());
        }
    }

    private void judgeLabels(Attributes attributes, ObjectNode namespace) {
        Map<String, String> labels = Meta.of(namespace).labels();
        ObjectNode old = attributes.old();
        LabelChange change = attributes.operation() == Operation.CREATE || old == null
                ? LabelChange.of(labels)
                : LabelChange.of(labels, Meta.of(old).labels());
        String name = attributes.target().name();
        switch (change) {
            case LabelChange.Fine() -> {
                // Nobody needs to know.
            }
            case LabelChange.Refused(var causes) -> throw ApiException.invalid("", "Namespace", name, causes);
            case LabelChange.Tightened(Standard enforce) ->
                warnings(name, enforce).forEach(attributes.warn());
        }
    }

    private List<String> warnings(String namespace, Standard enforce) {
        return ExistingPods.warnings(namespace, enforce, reads.later(PODS_V1, namespace), System::nanoTime);
    }
}
