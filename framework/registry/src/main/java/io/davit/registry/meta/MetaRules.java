package io.davit.registry.meta;

import io.davit.kinds.Strategy;
import io.davit.model.GroupResource;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.meta.Meta;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the metadata of any object must be.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/">Objects in Kubernetes</a>
 */
public final class MetaRules {

    /** All annotations of an object together, in bytes. */
    private static final int ANNOTATIONS_MAX = 256 * 1024;

    private static final FieldPath METADATA = FieldPath.of("metadata");
    private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", "orphan", "foregroundDeletion");

    /**
     * How often an update's metadata is checked, and how: every check tells what it finds.
     *
     * @param changes for what may not change
     * @param wholes like that of a new object, beyond the check that all kinds have in common
     * @param finalizers for finalizers that are unknown
     */
    private record Checks(int changes, int wholes, int finalizers) {}

    private static final Checks USUAL = new Checks(2, 0, 1);
    private static final Map<GroupResource, Checks> CHECKS = checks();

    private static Map<GroupResource, Checks> checks() {
        Map<GroupResource, Checks> checks = new HashMap<>();
        put(
                checks,
                new Checks(2, 1, 2),
                "configmaps endpoints namespaces nodes persistentvolumeclaims pods secrets serviceaccounts"
                        + " controllerrevisions.apps ingresses.networking.k8s.io ingressclasses.networking.k8s.io"
                        + " clusterroles.rbac.authorization.k8s.io clusterrolebindings.rbac.authorization.k8s.io"
                        + " roles.rbac.authorization.k8s.io rolebindings.rbac.authorization.k8s.io"
                        + " resourceclaims.resource.k8s.io resourceclaimtemplates.resource.k8s.io"
                        + " deviceclasses.resource.k8s.io csistoragecapacities.storage.k8s.io"
                        + " storageclasses.storage.k8s.io volumeattributesclasses.storage.k8s.io"
                        + " certificatesigningrequests.certificates.k8s.io");
        put(
                checks,
                new Checks(1, 1, 1),
                "limitranges endpointslices.discovery.k8s.io flowschemas.flowcontrol.apiserver.k8s.io"
                        + " prioritylevelconfigurations.flowcontrol.apiserver.k8s.io csinodes.storage.k8s.io"
                        + " volumeattachments.storage.k8s.io");
        put(
                checks,
                new Checks(1, 1, 0),
                "mutatingwebhookconfigurations.admissionregistration.k8s.io"
                        + " validatingwebhookconfigurations.admissionregistration.k8s.io");
        put(checks, new Checks(1, 0, 0), "events poddisruptionbudgets.policy");
        put(checks, new Checks(2, 0, 0), "leases.coordination.k8s.io");
        put(checks, new Checks(2, 1, 0), "runtimeclasses.node.k8s.io");
        put(checks, new Checks(1, 2, 2), "persistentvolumes");
        return Map.copyOf(checks);
    }

    private static void put(Map<GroupResource, Checks> into, Checks checks, String resources) {
        for (String resource : resources.split(" ")) {
            String[] parts = resource.split("\\.", 2);
            into.put(new GroupResource(parts.length < 2 ? "" : parts[1], parts[0]), checks);
        }
    }

    private static final int MANAGER_MAX = 128;
    private static final int SUBRESOURCE_MAX = 256;

    private MetaRules() {}

    public static void validate(
            ObjectNode object, boolean namespaced, boolean custom, Strategy strategy, FieldErrors errors) {
        Meta meta = Meta.of(object);
        if (!meta.generateName().isEmpty()) {
            for (String problem : strategy.checkName(meta.generateName(), true)) {
                errors.invalid(METADATA.child("generateName"), meta.generateName(), problem);
            }
        }
        if (meta.name().isEmpty()) {
            errors.required(METADATA.child("name"), "name or generateName is required");
        } else {
            for (String problem : strategy.checkName(meta.name(), false)) {
                errors.invalid(METADATA.child("name"), meta.name(), problem);
            }
        }
        if (namespaced) {
            if (meta.namespace().isEmpty()) {
                errors.required(METADATA.child("namespace"), "");
            } else {
                for (String problem : Names.dns1123Label(meta.namespace())) {
                    errors.invalid(METADATA.child("namespace"), meta.namespace(), problem);
                }
            }
        } else if (!meta.namespace().isEmpty()) {
            errors.forbidden(METADATA.child("namespace"), "not allowed on this type");
        }
        if (meta.generation() < 0) {
            errors.invalid(METADATA.child("generation"), meta.generation(), "must be greater than or equal to 0");
        }
        validateContent(meta, errors);
        if (!custom) {
            validateKnownFinalizers(meta, errors);
        }
    }

    /**
     * What has changed and may not have. The API checks the metadata of an update more than once, for the object and for its kind,
     * and tells every time: only the message joins equal texts.
     */
    public static void validateUpdate(
            ObjectNode object,
            ObjectNode old,
            GroupResource resource,
            boolean custom,
            Strategy strategy,
            FieldErrors errors) {
        Meta meta = Meta.of(object);
        Checks checks = CHECKS.getOrDefault(resource, USUAL);
        checkPrefix(meta, Names.pathSegmentPrefix(meta.generateName()), errors);
        validateContent(meta, errors);
        for (int i = 0; i < checks.changes(); i++) {
            validateChange(object, old, errors);
        }
        for (int i = 0; i < checks.finalizers() && !custom; i++) {
            validateKnownFinalizers(meta, errors);
        }
        for (int i = 0; i < checks.wholes(); i++) {
            checkPrefix(meta, strategy.checkName(meta.generateName(), true), errors);
            validateContent(meta, errors);
        }
    }

    private static void checkPrefix(Meta meta, List<String> problems, FieldErrors errors) {
        if (!meta.generateName().isEmpty()) {
            problems.forEach(problem -> errors.invalid(METADATA.child("generateName"), meta.generateName(), problem));
        }
    }

    private static void validateContent(Meta meta, FieldErrors errors) {
        validateTexts(meta, errors);
        validateFinalizers(meta, errors);
    }

    /** Managers that cannot be read never come so far: names can still be too long. */
    private static void validateManagers(JsonNode managers, FieldErrors errors) {
        int at = 0;
        for (JsonNode manager : managers) {
            FieldPath path = METADATA.child("managedFields").index(at++);
            if (bytes(manager.path("manager").asString("")) > MANAGER_MAX) {
                errors.tooLong(path.child("manager"), MANAGER_MAX);
            }
            if (bytes(manager.path("subresource").asString("")) > SUBRESOURCE_MAX) {
                errors.tooLong(path.child("subresource"), SUBRESOURCE_MAX);
            }
        }
    }

    private static void validateTexts(Meta meta, FieldErrors errors) {
        validateLabels(meta.labels(), METADATA.child("labels"), errors);
        validateAnnotations(meta.annotations(), METADATA.child("annotations"), errors);
        validateOwners(meta.node().path("ownerReferences"), errors);
        validateManagers(meta.node().path("managedFields"), errors);
    }

    private static void validateChange(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Meta meta = Meta.of(object);
        Meta before = Meta.of(old);
        if (before.isTerminating()) {
            List<String> added = new ArrayList<>(meta.finalizers());
            added.removeAll(before.finalizers());
            if (!added.isEmpty()) {
                String listed = added.stream()
                        .distinct()
                        .sorted()
                        .map(f -> "\"" + f + "\"")
                        .collect(Collectors.joining(", "));
                errors.forbidden(
                        METADATA.child("finalizers"),
                        "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                                + listed + "}");
            }
        }
        immutable("name", meta, before, errors);
        immutable("namespace", meta, before, errors);
        immutable("uid", meta, before, errors);
        immutable("deletionTimestamp", meta, before, errors);
        immutable("deletionGracePeriodSeconds", meta, before, errors);
        if (meta.generation() < before.generation()) {
            errors.invalid(METADATA.child("generation"), meta.generation(), "must not be decremented");
        }
        validateTexts(meta, errors);
    }

    /** Labels anywhere: keys are qualified names, values are short and plain. */
    public static void validateLabels(Map<String, String> labels, FieldPath path, FieldErrors errors) {
        labels.forEach((key, value) -> {
            Labels.key(key).forEach(problem -> errors.invalid(path, key, problem));
            Labels.value(value).forEach(problem -> errors.invalid(path, value, problem));
        });
    }

    /** Annotations anywhere: keys are qualified names, and all together are not too long. */
    public static void validateAnnotations(Map<String, String> annotations, FieldPath path, FieldErrors errors) {
        long size = 0;
        for (Map.Entry<String, String> each : annotations.entrySet()) {
            Labels.key(each.getKey().toLowerCase(Locale.ROOT))
                    .forEach(problem -> errors.invalid(path, each.getKey(), problem));
            size += bytes(each.getKey()) + bytes(each.getValue());
        }
        if (size > ANNOTATIONS_MAX) {
            errors.tooLong(path, ANNOTATIONS_MAX);
        }
    }

    private static void validateOwners(JsonNode owners, FieldErrors errors) {
        FieldPath path = METADATA.child("ownerReferences");
        List<String> controllers = new ArrayList<>();
        for (JsonNode owner : owners) {
            validateOwner(owner, path, errors);
            if (owner.path("controller").asBoolean(false)) {
                controllers.add(owner.path("kind").asString("") + "/"
                        + owner.path("name").asString(""));
            }
        }
        if (controllers.size() > 1) {
            errors.invalid(
                    path,
                    owners,
                    "Only one reference can have Controller set to true. Found \"true\" in references for "
                            + controllers.get(0) + " and " + controllers.get(1));
        }
    }

    private static void validateOwner(JsonNode owner, FieldPath path, FieldErrors errors) {
        String apiVersion = owner.path("apiVersion").asString("");
        String kind = owner.path("kind").asString("");
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        if (version.isEmpty() || version.indexOf('/') >= 0) {
            errors.invalid(path.child("apiVersion"), apiVersion, "version must not be empty");
        }
        for (String field : List.of("kind", "name", "uid")) {
            if (owner.path(field).asString("").isEmpty()) {
                errors.invalid(path.child(field), owner.path(field).asString(""), "must not be empty");
            }
        }
        if (apiVersion.equals("v1") && kind.equals("Event")) {
            errors.invalid(path, owner, "/v1, Kind=Event is disallowed from being an owner");
        }
    }

    private static void validateFinalizers(Meta meta, FieldErrors errors) {
        FieldPath path = METADATA.child("finalizers");
        List<String> finalizers = meta.finalizers();
        for (String finalizer : finalizers) {
            Labels.key(finalizer).forEach(problem -> errors.invalid(path, finalizer, problem));
        }
        if (finalizers.contains("orphan") && finalizers.contains("foregroundDeletion")) {
            errors.invalid(
                    path, meta.node().path("finalizers"), "finalizer orphan and foregroundDeletion cannot be both set");
        }
    }

    /** Finalizers of built-in kinds have a domain, or are one of a few. */
    private static void validateKnownFinalizers(Meta meta, FieldErrors errors) {
        List<String> finalizers = meta.finalizers();
        for (int i = 0; i < finalizers.size(); i++) {
            String finalizer = finalizers.get(i);
            if (!finalizer.contains("/") && !STANDARD_FINALIZERS.contains(finalizer)) {
                errors.invalid(
                        METADATA.child("finalizers").index(i),
                        finalizer,
                        "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }

    private static void immutable(String field, Meta now, Meta before, FieldErrors errors) {
        JsonNode value = now.node().path(field);
        if (!value.equals(before.node().path(field))) {
            errors.invalid(METADATA.child(field), value.isMissingNode() ? null : (Object) value, "field is immutable");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
