package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Same;
import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** AppArmor profiles in annotations of containers, where they stood before they had a field. */
final class AppArmor {

    static final String OLD = ": deprecated since v1.30; use the \"appArmorProfile\" field instead";

    private static final String LOCALHOST = "localhost/";
    private static final String FIELD = "appArmorProfile";

    private AppArmor() {}

    /** The field that says what an annotation says; null when the annotation says nothing that can be understood. */
    static @Nullable ObjectNode profile(String annotation) {
        return switch (annotation) {
            case "unconfined" -> Json.object().put("type", "Unconfined");
            case "runtime/default" -> Json.object().put("type", "RuntimeDefault");
            default ->
                annotation.startsWith(LOCALHOST) && isPath(annotation.substring(LOCALHOST.length()))
                        ? Json.object()
                                .put("type", "Localhost")
                                .put("localhostProfile", annotation.substring(LOCALHOST.length()))
                        : null;
        };
    }

    private static boolean isPath(String path) {
        return !path.isEmpty() && !Checks.isBlankPadded(path) && path.length() <= SecurityRules.APP_ARMOR_MAX;
    }

    /** Takes annotations over into the fields of containers that have no profile of their own. */
    static void takeOver(ObjectNode pod) {
        ObjectNode spec = Fill.object(pod, "spec");
        if (spec.path("os").path("name").asString("").equals("windows")) {
            return;
        }
        Field annotations = Field.of(pod).get("metadata").get("annotations");
        for (ObjectNode container : containers(spec)) {
            Field annotation = annotations.key(
                    PodAnnotationRules.APP_ARMOR + container.path("name").asString(""));
            ObjectNode profile = annotation.isAbsent() ? null : profile(annotation.text());
            if (profile != null
                    && !container.path("securityContext").has(FIELD)
                    && !Same.same(profile, spec.path("securityContext").get(FIELD))) {
                Fill.object(container, "securityContext").set(FIELD, profile);
            }
        }
    }

    private static List<ObjectNode> containers(ObjectNode spec) {
        List<ObjectNode> all = new ArrayList<>(Fill.objects(spec, "initContainers"));
        all.addAll(Fill.objects(spec, "containers"));
        return all;
    }

    /** Warns of annotations that are about to be taken over, and of those that cannot be. */
    static void warn(Field pod, Consumer<String> warn) {
        Field spec = pod.get("spec");
        if (spec.get("os").get("name").is("windows")) {
            return;
        }
        for (Field container : Containers.all(spec)) {
            Field annotation = pod.get("metadata")
                    .get("annotations")
                    .key(PodAnnotationRules.APP_ARMOR + container.get("name").text());
            if (annotation.isAbsent()
                    || container.get("securityContext").get(FIELD).isPresent()) {
                continue;
            }
            ObjectNode profile = profile(annotation.text());
            Field ofPod = spec.get("securityContext").get(FIELD);
            if (profile == null || !Same.same(profile, ofPod.object())) {
                warn.accept(annotation.path() + OLD);
            }
        }
    }
}
