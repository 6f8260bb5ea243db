package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.quantity.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What containers may learn of their pod and of their resources.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/downward-api/">Downward API</a>
 */
final class FieldSelectorRules {

    static final List<String> IN_ENV = List.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs");
    static final List<String> IN_VOLUME =
            List.of("metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid");

    private static final Set<String> KNOWN = Set.of(
            "metadata.annotations",
            "metadata.labels",
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.restartPolicy",
            "spec.serviceAccountName",
            "spec.schedulerName",
            "status.phase",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs",
            "spec.host");
    private static final List<String> RESOURCES = List.of(
            "limits.cpu",
            "limits.ephemeral-storage",
            "limits.memory",
            "requests.cpu",
            "requests.ephemeral-storage",
            "requests.memory");
    private static final Set<String> BYTE_DIVISORS =
            Set.of("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");
    private static final String BYTE_DIVISORS_TEXT =
            "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the ";

    private FieldSelectorRules() {}

    static void field(Field selector, List<String> allowed, Rules rules) {
        Field version = selector.get("apiVersion");
        Field field = selector.get("fieldPath");
        if (!rules.needed(version) || !rules.needed(field)) {
            return;
        }
        String path = field.text();
        int bracket = path.endsWith("']") ? path.indexOf("['") : -1;
        String bare = bracket < 0 ? path : path.substring(0, bracket);
        String wrong = !version.is("v1")
                ? "unsupported pod version: " + version.text()
                : bracket < 0 && !KNOWN.contains(path) || bracket >= 0 && !subscripts(bare)
                        ? "field label not supported: " + path
                        : "";
        if (!wrong.isEmpty()) {
            rules.errors().invalid(field.path(), path, "error converting fieldPath: " + wrong);
        } else if (bracket >= 0) {
            String key = path.substring(bracket + 2, path.length() - 2);
            boolean annotation = bare.equals("metadata.annotations");
            Checks.qualifiedName(selector, annotation ? key.toLowerCase(Locale.ROOT) : key, rules);
        } else if (!allowed.contains(path)) {
            rules.errors().notSupported(field.path(), path, allowed);
        }
    }

    private static boolean subscripts(String path) {
        return path.equals("metadata.annotations") || path.equals("metadata.labels");
    }

    static void resource(Field selector, boolean inVolume, Rules rules) {
        String resource = selector.get("resource").text();
        if (inVolume && selector.get("containerName").text().isEmpty()) {
            rules.required(selector.get("containerName"));
        } else if (resource.isEmpty()) {
            rules.required(selector.get("resource"));
        } else if (!RESOURCES.contains(resource) && !isHugePages(resource)) {
            rules.errors().notSupported(selector.get("resource").path(), resource, RESOURCES);
        }
        divisor(resource, selector.get("divisor"), rules);
    }

    private static void divisor(String resource, Field divisor, Rules rules) {
        Quantity quantity = divisor.quantity();
        if (quantity.isZero()) {
            return;
        }
        String text = quantity.toString();
        if (resource.endsWith(".cpu")) {
            if (!text.equals("1m") && !text.equals("1")) {
                rules.errors()
                        .invalid(
                                divisor.path(),
                                resource,
                                "only divisor's values 1m and 1 are supported with the cpu resource");
            }
        } else if (!BYTE_DIVISORS.contains(text)) {
            String what = resource.endsWith(".memory")
                    ? "memory"
                    : resource.endsWith(".ephemeral-storage")
                            ? "local ephemeral storage"
                            : isHugePages(resource) ? "hugepages" : "";
            if (!what.isEmpty()) {
                rules.errors().invalid(divisor.path(), resource, BYTE_DIVISORS_TEXT + what + " resource");
            }
        }
    }

    private static boolean isHugePages(String resource) {
        return resource.startsWith("requests.hugepages-") || resource.startsWith("limits.hugepages-");
    }
}
