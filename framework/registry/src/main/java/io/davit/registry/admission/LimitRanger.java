package io.davit.registry.admission;

import io.davit.model.GroupResource;
import io.davit.model.GroupVersionResource;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.model.quantity.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A namespace's LimitRanges: their defaults fill what the containers of a new pod leave open, and pods and claims outside their bounds
 * are refused with everything that is wrong. Updates of a pod are only looked at when they resize it.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/policy/limit-range/">Limit ranges</a>
 */
final class LimitRanger implements AdmissionPlugin {

    private static final String ANNOTATION = "kubernetes.io/limit-ranger";
    private static final GroupVersionResource RANGES = new GroupVersionResource("", "v1", "limitranges");
    private static final GroupResource PODS = new GroupResource("", "pods");

    private final Reads reads;

    LimitRanger(Reads reads) {
        this.reads = reads;
    }

    @Override
    public String name() {
        return "LimitRanger";
    }

    @Override
    public void admit(Attributes attributes) {
        ObjectNode pod = attributes.object();
        if (pod == null || attributes.operation() != Operation.CREATE || !attributes.isAbout("", "pods")) {
            return;
        }
        for (ObjectNode range : ranges(attributes)) {
            List<String> notes = fill(pod, range);
            if (!notes.isEmpty()) {
                Meta.of(pod).annotation(ANNOTATION, "LimitRanger plugin set: " + String.join("; ", notes));
            }
        }
    }

    @Override
    public void validate(Attributes attributes) {
        ObjectNode object = attributes.object();
        if (object == null || !concerns(attributes)) {
            return;
        }
        for (ObjectNode range : ranges(attributes)) {
            Set<String> problems = new LinkedHashSet<>();
            for (JsonNode limit : range.path("spec").path("limits")) {
                check(object, attributes.target().groupResource().equals(PODS), limit, problems);
            }
            if (!problems.isEmpty()) {
                String all = String.join(", ", problems);
                throw attributes.forbidden(problems.size() == 1 ? all : "[" + all + "]");
            }
        }
    }

    private static boolean concerns(Attributes attributes) {
        if (attributes.isAbout("", "persistentvolumeclaims")) {
            return true;
        }
        boolean resize = attributes.target().groupResource().equals(PODS)
                && attributes.target().subresource().equals("resize");
        return resize || attributes.operation() == Operation.CREATE && attributes.isAbout("", "pods");
    }

    private List<ObjectNode> ranges(Attributes attributes) {
        return reads.in(RANGES, attributes.target().namespace()).stream()
                .sorted(Comparator.comparing(each -> Meta.of(each).name()))
                .toList();
    }

    // ------------------------------------------------------------------ defaults

    private static List<String> fill(ObjectNode pod, ObjectNode range) {
        ObjectNode limits = Json.object();
        ObjectNode requests = Json.object();
        for (JsonNode limit : range.path("spec").path("limits")) {
            if (limit.path("type").asString("").equals("Container")) {
                limit.path("default").properties().forEach(e -> limits.set(e.getKey(), e.getValue()));
                limit.path("defaultRequest").properties().forEach(e -> requests.set(e.getKey(), e.getValue()));
            }
        }
        List<String> notes = new ArrayList<>();
        for (String field : List.of("containers", "initContainers")) {
            String word = field.equals("containers") ? "container " : "init container ";
            for (JsonNode container : pod.path("spec").path(field)) {
                String name = word + container.path("name").asString("");
                note(notes, set((ObjectNode) container, "requests", requests), " request for " + name);
                note(notes, set((ObjectNode) container, "limits", limits), " limit for " + name);
            }
        }
        return notes;
    }

    private static void note(List<String> notes, Set<String> set, String what) {
        if (!set.isEmpty()) {
            notes.add(String.join(", ", set) + what);
        }
    }

    /** Sets what is not there yet; the names of what was set. */
    private static Set<String> set(ObjectNode container, String field, ObjectNode defaults) {
        Set<String> made = new TreeSet<>();
        defaults.properties().forEach(e -> {
            if (!container.path("resources").path(field).has(e.getKey())) {
                ObjectNode resources = container.get("resources") instanceof ObjectNode present
                        ? present
                        : container.putObject("resources");
                ObjectNode amounts =
                        resources.get(field) instanceof ObjectNode present ? present : resources.putObject(field);
                amounts.set(e.getKey(), e.getValue());
                made.add(e.getKey());
            }
        });
        return made;
    }

    // ------------------------------------------------------------------ bounds

    private static void check(ObjectNode object, boolean pod, JsonNode limit, Set<String> problems) {
        JsonNode spec = object.path("spec");
        switch (limit.path("type").asString("")) {
            case "Container" -> {
                if (pod) {
                    for (String field : List.of("containers", "initContainers")) {
                        for (JsonNode container : spec.path(field)) {
                            JsonNode resources = container.path("resources");
                            Amounts requests = Amounts.of(resources.path("requests"));
                            new LimitCheck(limit, requests, Amounts.of(resources.path("limits")), problems).run();
                        }
                    }
                }
            }
            case "Pod" -> {
                if (pod) {
                    new LimitCheck(limit, Amounts.ofPod(spec, "requests"), Amounts.ofPod(spec, "limits"), problems)
                            .run();
                }
            }
            case "PersistentVolumeClaim" -> {
                if (!pod) {
                    JsonNode requests = spec.path("resources").path("requests");
                    new LimitCheck(limit, Amounts.of(requests), null, problems).run();
                }
            }
            default -> {
                // Bounds of a kind of thing that is none of ours.
            }
        }
    }

    /**
     * One item of a LimitRange against what is asked for.
     *
     * @param limits null where there is no such thing as a limit
     */
    private record LimitCheck(
            JsonNode item, Amounts requests, @Nullable Amounts limits, Set<String> problems) {

        void run() {
            String type = item.path("type").asString("");
            Amounts.of(item.path("min")).each((resource, bound) -> {
                String rule = "minimum " + resource + " usage per " + type + " is " + bound;
                if (!requests.has(resource)) {
                    problems.add(rule + ".  No request is specified");
                } else if (requests.of(resource).compareTo(bound) < 0) {
                    problems.add(rule + ", but request is " + requests.of(resource));
                } else if (limits != null
                        && limits.has(resource)
                        && limits.of(resource).compareTo(bound) < 0) {
                    problems.add(rule + ", but limit is " + limits.of(resource));
                }
            });
            Amounts.of(item.path("max")).each((resource, bound) -> {
                String rule = "maximum " + resource + " usage per " + type + " is " + bound;
                if (limits != null && !limits.has(resource)) {
                    problems.add(rule + ".  No limit is specified");
                } else if (limits != null && limits.of(resource).compareTo(bound) > 0) {
                    problems.add(rule + ", but limit is " + limits.of(resource));
                } else if (limits == null && !requests.has(resource)) {
                    problems.add(rule + ".  No request is specified");
                } else if (requests.has(resource) && requests.of(resource).compareTo(bound) > 0) {
                    problems.add(rule + ", but request is " + requests.of(resource));
                }
            });
            if (limits != null) {
                Amounts.of(item.path("maxLimitRequestRatio"))
                        .each((resource, bound) -> ratio(type, resource, bound, limits));
            }
        }

        private void ratio(String type, String resource, Quantity bound, Amounts present) {
            String rule = resource + " max limit to request ratio per " + type + " is " + bound;
            if (requests.of(resource).isZero()) {
                problems.add(rule + ", but no request is specified or request is 0");
            } else if (present.of(resource).isZero()) {
                problems.add(rule + ", but no limit is specified or limit is 0");
            } else {
                double ratio = present.of(resource).amount().doubleValue()
                        / requests.of(resource).amount().doubleValue();
                if (ratio > bound.amount().doubleValue()) {
                    problems.add(rule + ", but provided ratio is " + String.format(Locale.ROOT, "%f", ratio));
                }
            }
        }
    }
}
