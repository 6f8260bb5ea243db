package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Several sources in one volume.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/storage/projected-volumes/">Projected volumes</a>
 */
final class ProjectionRules {

    private static final long LEAST_SECONDS = 600;
    private static final long MOST_SECONDS = 1L << 32;
    private static final List<String> KINDS = List.of(
            "secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate");

    private ProjectionRules() {}

    static void check(Field projected, Rules rules) {
        Checks.mode(projected.get("defaultMode"), rules);
        Set<String> paths = new HashSet<>();
        for (Field source : projected.get("sources").items()) {
            named(source.get("secret"), projected, paths, rules);
            named(source.get("configMap"), projected, paths, rules);
            downward(source.get("downwardAPI"), projected, paths, rules);
            token(source.get("serviceAccountToken"), projected, rules);
            if (source.get("clusterTrustBundle").isPresent()) {
                trustBundle(
                        source.get("clusterTrustBundle")
                                .as(source.get("clusterTrustBundlePEM").path()),
                        rules);
                path(source.get("clusterTrustBundle").get("path").text(), "", projected, paths, rules);
            }
            podCertificate(source.get("podCertificate"), projected, paths, rules);
            long kinds =
                    KINDS.stream().filter(kind -> source.get(kind).isPresent()).count();
            if (kinds > 1) {
                rules.forbidden(source, "may not specify more than 1 volume type per source");
            }
        }
    }

    private static void named(Field source, Field projected, Set<String> paths, Rules rules) {
        if (source.isAbsent()) {
            return;
        }
        rules.needed(source.get("name"));
        for (Field item : source.get("items").items()) {
            VolumeRules.keyToPath(item, rules);
            path(item.get("path").text(), source.get("name").text(), projected, paths, rules);
        }
    }

    private static void downward(Field source, Field projected, Set<String> paths, Rules rules) {
        for (Field file : source.get("items").items()) {
            downwardFile(file.as(source.path()), rules);
            String path = file.get("path").text();
            path(path, path, projected, paths, rules);
        }
    }

    /** Two sources of one volume cannot write the same file; {@code shown} names the second in the message. */
    private static void path(String path, String shown, Field projected, Set<String> paths, Rules rules) {
        if (!path.isEmpty() && !paths.add(path)) {
            rules.errors().invalid(projected.path(), shown.isEmpty() ? path : shown, "conflicting duplicate paths");
        }
    }

    static void downwardFiles(Field source, Rules rules) {
        source.get("items").items().forEach(file -> downwardFile(file.as(source.path()), rules));
    }

    /** The path of messages is the volume's: upstream does not number the files. */
    private static void downwardFile(Field file, Rules rules) {
        rules.needed(file.get("path"));
        Checks.relativeAndNotReserved(file.get("path"), rules);
        Field field = file.get("fieldRef");
        Field resource = file.get("resourceFieldRef");
        if (field.isPresent()) {
            FieldSelectorRules.field(field, FieldSelectorRules.IN_VOLUME, rules);
            if (resource.isPresent()) {
                rules.errors()
                        .invalid(
                                file.path(),
                                "resource",
                                "fieldRef and resourceFieldRef can not be specified simultaneously");
            }
        } else if (resource.isPresent()) {
            FieldSelectorRules.resource(resource, true, rules);
        } else {
            rules.required(file, "one of fieldRef and resourceFieldRef is required");
        }
        Checks.mode(file.get("mode"), rules);
    }

    private static void token(Field token, Field projected, Rules rules) {
        if (token.isAbsent()) {
            return;
        }
        Field seconds = token.get("expirationSeconds");
        if (seconds.number() < LEAST_SECONDS) {
            rules.invalid(seconds, "may not specify a duration less than 10 minutes");
        }
        if (seconds.number() > MOST_SECONDS) {
            rules.invalid(seconds, "may not specify a duration larger than 2^32 seconds");
        }
        Field path = token.get("path").as(projected.get("path").path());
        if (rules.needed(path)) {
            Checks.relativeAndNotReserved(path, rules);
        }
    }

    private static void trustBundle(Field bundle, Rules rules) {
        Field name = bundle.get("name");
        Field signer = bundle.get("signerName");
        Field selector = bundle.get("labelSelector");
        if (name.isPresent() && signer.isPresent()) {
            rules.invalid(bundle, "only one of name and signerName may be used");
        } else if (name.isPresent()) {
            if (name.text().isEmpty()) {
                rules.required(name, "must be a valid object name");
            }
            for (String wrong : Names.dns1123Subdomain(name.text().replace(':', '.'))) {
                rules.invalid(name, "not a valid clustertrustbundlename: " + wrong);
            }
            if (selector.isPresent()) {
                rules.invalid(selector, "labelSelector must be unset if name is specified");
            }
        } else if (signer.isPresent()) {
            if (signer.text().isEmpty()) {
                rules.required(signer, "must be a valid signer name");
            }
            SignerNames.check(signer, rules);
            rules.labelSelector(selector);
        } else {
            rules.required(bundle, "either name or signerName must be specified");
        }
        rules.needed(bundle.get("path"));
        Checks.relativeAndNotReserved(bundle.get("path"), rules);
    }

    private static void podCertificate(Field certificate, Field projected, Set<String> paths, Rules rules) {
        if (certificate.isAbsent()) {
            return;
        }
        SignerNames.check(certificate.get("signerName"), rules);
        rules.oneOf(certificate.get("keyType"), "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519", "RSA3072", "RSA4096");
        Field seconds = certificate.get("maxExpirationSeconds");
        if (seconds.isPresent() && (seconds.number() < 3600 || seconds.number() > 7_862_400)) {
            rules.invalid(seconds, "if provided, maxExpirationSeconds must be between 3600 and 7862400");
        }
        boolean any = false;
        for (String field : List.of("credentialBundlePath", "keyPath", "certificateChainPath")) {
            Field path = certificate.get(field);
            if (!path.text().isEmpty()) {
                any = true;
                Checks.relativeAndNotReserved(path, rules);
                path(path.text(), path.text(), projected, paths, rules);
            }
        }
        if (!any) {
            rules.required(
                    certificate, "specify at least one of credentialBundlePath, keyPath, and certificateChainPath");
        }
    }
}
