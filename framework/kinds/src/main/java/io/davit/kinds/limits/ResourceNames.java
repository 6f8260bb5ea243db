package io.davit.kinds.limits;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Labels;
import java.util.List;
import java.util.Set;

/**
 * What the names of resources mean, and what is wrong with them where they are not free.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/">Resource management</a>
 */
public final class ResourceNames {

    private static final String DOMAIN = "kubernetes.io/";
    private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");
    private static final Set<String> OBJECTS = Set.of(
            "pods",
            "resourcequotas",
            "services",
            "replicationcontrollers",
            "secrets",
            "configmaps",
            "persistentvolumeclaims",
            "services.nodeports",
            "services.loadbalancers");
    private static final Set<String> REQUESTS_AND_LIMITS = Set.of(
            "requests.cpu",
            "requests.memory",
            "requests.ephemeral-storage",
            "requests.storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage");

    private ResourceNames() {}

    /** Neither of another domain, nor of an extension. */
    public static boolean isNative(String name) {
        return !name.contains("/") || name.contains(DOMAIN);
    }

    /** A resource of a domain of its own, such as a device. */
    public static boolean isExtended(String name) {
        return !isNative(name)
                && !name.startsWith("requests.")
                && Labels.key("requests." + name).isEmpty();
    }

    public static boolean isHugePages(String name) {
        return name.startsWith("hugepages-");
    }

    /** Whether only whole amounts make sense. */
    public static boolean isWhole(String name) {
        return OBJECTS.contains(name) || isExtended(name);
    }

    static boolean mayBeOvercommitted(String name) {
        return isNative(name) && !isHugePages(name);
    }

    static boolean isOfQuota(String name) {
        return OF_CONTAINERS.contains(name)
                || OBJECTS.contains(name)
                || REQUESTS_AND_LIMITS.contains(name)
                || isHugePages(name)
                || name.startsWith("requests.hugepages-");
    }

    /** The name of a resource that containers use. */
    public static void checkOfContainer(FieldPath path, String name, Rules rules) {
        check(path, name, rules);
        if (!name.contains("/")) {
            if (!OF_CONTAINERS.contains(name) && !isHugePages(name)) {
                rules.errors().invalid(path, name, "must be a standard resource for containers");
            }
        } else if (!isNative(name) && !isExtended(name)) {
            rules.errors().invalid(path, name, "doesn't follow extended resource name standard");
        }
    }

    static void checkOfQuota(FieldPath path, String name, Rules rules) {
        check(path, name, rules);
        if (!name.contains("/") && !isOfQuota(name)) {
            rules.errors().invalid(path, name, "must be a standard resource for quota");
        }
    }

    static void check(FieldPath path, String name, Rules rules) {
        List<String> wrong = Labels.key(name);
        wrong.forEach(each -> rules.errors().invalid(path, name, each));
        if (wrong.isEmpty() && !name.contains("/") && !isOfQuota(name) && !name.equals("storage")) {
            rules.errors().invalid(path, name, "must be a standard resource type or fully qualified");
        }
    }

    /** An amount of the resource: not below nothing, and whole where parts make no sense. */
    public static void checkAmount(String name, Field amount, Rules rules) {
        rules.notNegativeQuantity(amount);
        if (isWhole(name) && amount.quantity().milliValue() % 1000 != 0) {
            rules.errors().invalid(amount.path(), amount.quantity().toString(), "must be an integer");
        }
    }
}
