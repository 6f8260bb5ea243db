package io.davit.apiserver.discovery;

import io.davit.kinds.ResourceDefinition;
import io.davit.model.GroupResource;
import io.davit.model.GroupVersionKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** The mark by which a client sees that a resource is stored in another version than before. It is opaque and only ever compared. */
final class StorageVersionHash {

    /** Resources whose objects upstream stores in another group or version than the preferred one. */
    private static final Map<GroupResource, GroupVersionKind> STORED_OTHERWISE = Map.of(
            new GroupResource("events.k8s.io", "events"), new GroupVersionKind("", "v1", "Event"),
            new GroupResource("apiextensions.k8s.io", "customresourcedefinitions"),
                    new GroupVersionKind("apiextensions.k8s.io", "v1beta1", "CustomResourceDefinition"),
            new GroupResource("admissionregistration.k8s.io", "mutatingadmissionpolicies"),
                    new GroupVersionKind("admissionregistration.k8s.io", "v1beta1", "MutatingAdmissionPolicy"),
            new GroupResource("admissionregistration.k8s.io", "mutatingadmissionpolicybindings"),
                    new GroupVersionKind("admissionregistration.k8s.io", "v1beta1", "MutatingAdmissionPolicyBinding"));

    private StorageVersionHash() {}

    /** The hash for a resource whose preferred version is {@code preferred}. */
    static String of(ResourceDefinition preferred) {
        GroupVersionKind kind = STORED_OTHERWISE.getOrDefault(preferred.groupResource(), preferred.kind());
        String text = kind.group() + "/" + kind.version() + "/" + kind.kind();
        byte[] digest = digest("SHA-256", text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8));
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
