package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;

/** Annotations that once were, or still are, fields in disguise. */
final class PodAnnotationRules {

    static final String MIRROR = "kubernetes.io/config.mirror";
    static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
    static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
    static final String SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";

    private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

    private PodAnnotationRules() {}

    static void check(Field annotations, Field spec, Rules rules) {
        Field mirror = annotations.key(MIRROR);
        if (mirror.isPresent() && spec.get("nodeName").text().isEmpty()) {
            rules.invalid(mirror, "must set spec.nodeName if mirror pod annotation is set");
        }
        Field cost = annotations.key(DELETION_COST);
        if (cost.isPresent() && !isCost(cost.text())) {
            rules.invalid(cost, "must be a 32bit integer");
        }
        Field ofPod = annotations.get(SECCOMP_POD);
        if (ofPod.isPresent()) {
            seccomp(ofPod, ofPod.text(), rules);
        }
        for (Field.Entry annotation : annotations.entries()) {
            if (annotation.key().startsWith(SECCOMP_CONTAINER)) {
                seccomp(annotations.get(annotation.key()), annotation.value().text(), rules);
            }
        }
        for (Field.Entry annotation : annotations.entries()) {
            if (annotation.key().startsWith(APP_ARMOR)) {
                appArmor(annotation, spec, rules);
            }
        }
    }

    private static boolean isCost(String text) {
        // A plus and leading noughts have more than one spelling for the same number: the API takes none of them.
        if (!text.equals("0") && !text.matches("-?[1-9][0-9]*")) {
            return text.isEmpty();
        }
        try {
            Integer.parseInt(text);
            return true;
        } catch (NumberFormatException tooLarge) {
            return false;
        }
    }

    private static void seccomp(Field place, String profile, Rules rules) {
        if (profile.startsWith("localhost/")) {
            Checks.relative(place, profile.substring("localhost/".length()), rules);
        } else if (!profile.equals("runtime/default")
                && !profile.equals("docker/default")
                && !profile.equals("unconfined")) {
            rules.errors().invalid(place.path(), profile, "must be a valid seccomp profile");
        }
    }

    private static void appArmor(Field.Entry annotation, Field spec, Rules rules) {
        String container = annotation.key().substring(APP_ARMOR.length());
        String profile = annotation.value().text();
        boolean known =
                Containers.all(spec).stream().anyMatch(each -> each.get("name").is(container));
        if (!known) {
            rules.errors().invalid(annotation.value().path(), container, "container not found");
        }
        boolean valid = profile.isEmpty()
                || profile.equals("runtime/default")
                || profile.equals("unconfined")
                || profile.startsWith("localhost/");
        if (!valid) {
            rules.errors()
                    .invalid(annotation.value().path(), profile, "invalid AppArmor profile name: \"" + profile + "\"");
        }
    }

    /** Where an annotation and a field say the same thing, they must say the same. */
    static void matchFields(Field annotations, Field spec, Rules rules) {
        match(annotations.key(SECCOMP_POD), spec.get("securityContext").get("seccompProfile"), "seccomp", rules);
        for (Field container : Containers.all(spec)) {
            match(
                    annotations.key(SECCOMP_CONTAINER + container.get("name").text()),
                    container.get("securityContext").get("seccompProfile"),
                    "seccomp",
                    rules);
        }
        if (spec.get("os").get("name").is("windows")) {
            return;
        }
        Field ofPod = spec.get("securityContext").get("appArmorProfile");
        for (Field container : Containers.all(spec)) {
            Field own = container.get("securityContext").get("appArmorProfile");
            match(
                    annotations.key(APP_ARMOR + container.get("name").text()),
                    own.isPresent() ? own : ofPod.as(own.path()),
                    "apparmor",
                    rules);
        }
    }

    private static void match(Field annotation, Field profile, String what, Rules rules) {
        if (annotation.isAbsent() || profile.isAbsent()) {
            return;
        }
        String text = annotation.text();
        String type = what + " type in annotation and field must match";
        switch (profile.get("type").text()) {
            case "Unconfined" -> {
                if (!text.equals("unconfined")) {
                    rules.forbidden(profile.get("type"), type);
                }
            }
            case "RuntimeDefault" -> {
                boolean docker = what.equals("seccomp") && text.equals("docker/default");
                if (!text.equals("runtime/default") && !docker) {
                    rules.forbidden(profile.get("type"), type);
                }
            }
            case "Localhost" -> {
                if (!text.startsWith("localhost/")) {
                    rules.forbidden(profile.get("type"), type);
                } else if (!text.substring("localhost/".length())
                        .equals(profile.get("localhostProfile").text())) {
                    rules.forbidden(
                            profile.get("localhostProfile"), what + " profile in annotation and field must match");
                }
            }
            default -> {
                // The type itself is refused elsewhere.
            }
        }
    }

    /** Annotations that cannot come, change or go. */
    static void checkUpdate(Field annotations, Field old, Rules rules) {
        for (Field.Entry before : old.entries()) {
            Field now = annotations.key(before.key());
            if (now.isPresent() && now.text().equals(before.value().text())) {
                continue;
            }
            if (before.key().startsWith(APP_ARMOR)) {
                rules.forbidden(now, "may not remove or update AppArmor annotations");
            }
            if (before.key().equals(MIRROR)) {
                rules.forbidden(now, "may not remove or update mirror pod annotation");
            }
        }
        for (Field.Entry added : annotations.entries()) {
            if (old.key(added.key()).isPresent()) {
                continue;
            }
            if (added.key().startsWith(APP_ARMOR)) {
                rules.forbidden(added.value(), "may not add AppArmor annotations");
            }
            if (added.key().equals(MIRROR)) {
                rules.forbidden(added.value(), "may not add mirror pod annotation");
            }
        }
    }
}
