package io.davit.registry.admission.quota;

import io.davit.model.meta.Meta;
import io.davit.model.quantity.Quantity;
import io.davit.registry.admission.Amounts;
import io.davit.registry.admission.Attributes;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts PersistentVolumeClaims and the storage they ask for, in all and by storage class. */
final class VolumeClaimMeter implements Meter {

    private static final String CLAIMS = "persistentvolumeclaims";
    private static final String STORAGE = "requests.storage";
    private static final String BY_CLASS = ".storageclass.storage.k8s.io/";
    private static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

    /** Updates too, since a claim may grow. */
    @Override
    public boolean handles(Attributes attributes) {
        return Set.of("", "status").contains(attributes.target().subresource());
    }

    @Override
    public boolean counts(String resource) {
        return resource.equals("count/" + CLAIMS)
                || resource.equals(CLAIMS)
                || resource.equals(STORAGE)
                || resource.endsWith(BY_CLASS + CLAIMS)
                || resource.endsWith(BY_CLASS + STORAGE);
    }

    @Override
    public boolean inScope(JsonNode scope, ObjectNode claim) {
        if (!scope.path("scopeName").asString("").equals("VolumeAttributesClass")) {
            return false;
        }
        Set<String> classes = new TreeSet<>();
        JsonNode status = claim.path("status");
        for (JsonNode name : List.of(
                claim.path("spec").path("volumeAttributesClassName"),
                status.path("currentVolumeAttributesClassName"),
                status.path("modifyVolumeStatus").path("targetVolumeAttributesClassName"))) {
            if (!name.asString("").isEmpty()) {
                classes.add(name.asString());
            }
        }
        return ScopeValues.of(scope).match(classes);
    }

    @Override
    public Amounts usage(ObjectNode claim) {
        String storageClass = storageClass(claim);
        List<String> each = new ArrayList<>(List.of(CLAIMS, "count/" + CLAIMS));
        if (!storageClass.isEmpty()) {
            each.add(storageClass + BY_CLASS + CLAIMS);
        }
        Amounts usage = Amounts.ofEach(each, 1);
        Amounts asked = Amounts.of(claim.path("spec").path("resources").path("requests"));
        if (!asked.has("storage")) {
            return usage;
        }
        Quantity allocated =
                Amounts.of(claim.path("status").path("allocatedResources")).of("storage");
        Quantity storage = wholeBytes(asked.of("storage").max(allocated));
        usage = usage.plus(Amounts.of(STORAGE, storage));
        return storageClass.isEmpty() ? usage : usage.plus(Amounts.of(storageClass + BY_CLASS + STORAGE, storage));
    }

    private static String storageClass(ObjectNode claim) {
        String annotated = Meta.of(claim).annotations().get(CLASS_ANNOTATION);
        return annotated != null
                ? annotated
                : claim.path("spec").path("storageClassName").asString("");
    }

    private static Quantity wholeBytes(Quantity storage) {
        return storage.isWhole()
                ? storage
                : Quantity.parse(storage.amount().setScale(0, RoundingMode.UP).toPlainString());
    }
}
