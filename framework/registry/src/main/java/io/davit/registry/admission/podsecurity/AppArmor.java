package io.davit.registry.admission.podsecurity;

import io.davit.model.error.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** AppArmor may not be switched off, by field or by the annotation of old. */
final class AppArmor {

    static final Check CHECK = Check.baseline("appArmorProfile").since(0, AppArmor::check);

    private static final String FIELD = "appArmorProfile";
    private static final String ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";
    private static final Set<String> ALLOWED = Set.of("RuntimeDefault", "Localhost");

    private AppArmor() {}

    private static @Nullable Violation check(Pod pod) {
        List<String> setters = Words.setters(isBad(pod.securityContext()), pod.containersWith(AppArmor::isBad));
        List<String> values = new ArrayList<>(badTypes(pod));
        List<String> annotations = badAnnotations(pod);
        if (!annotations.isEmpty()) {
            values.addAll(annotations);
            setters.add(Words.plural("annotation", annotations.size()));
        }
        return setters.isEmpty()
                ? null
                : new Violation(
                        "forbidden AppArmor " + Words.plural("profile", values.size()),
                        Words.and(setters) + " must not set AppArmor profile type to " + Words.quoted(values));
    }

    private static boolean isBad(JsonNode context) {
        JsonNode profile = context.path(FIELD);
        return Pod.isSet(profile) && !ALLOWED.contains(type(profile));
    }

    private static SortedSet<String> badTypes(Pod pod) {
        SortedSet<String> types = new TreeSet<>();
        pod.securityContexts(FIELD).forEach(profile -> types.add(type(profile)));
        types.removeAll(ALLOWED);
        return types;
    }

    private static String type(JsonNode profile) {
        return profile.path("type").asString("");
    }

    private static List<String> badAnnotations(Pod pod) {
        return pod.annotations(ANNOTATION).stream()
                .filter(name -> !allows(pod.annotation(name)))
                .map(name -> name + "=" + Quoted.of(pod.annotation(name)))
                .sorted()
                .toList();
    }

    private static boolean allows(String profile) {
        return profile.isEmpty() || profile.equals("runtime/default") || profile.startsWith("localhost/");
    }
}
