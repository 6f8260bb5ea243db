package io.davit.kinds.pods;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import io.davit.model.quantity.Quantity;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Limits and requests: names of resources, quantities, and that no request is above its limit. */
final class ResourceRules {

    private static final String HUGE_PAGES = "hugepages-";
    private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");
    private static final Set<String> STANDARD = Set.of(
            "cpu",
            "memory",
            "ephemeral-storage",
            "requests.cpu",
            "requests.memory",
            "requests.ephemeral-storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage",
            "pods",
            "resourcequotas",
            "services",
            "replicationcontrollers",
            "secrets",
            "configmaps",
            "persistentvolumeclaims",
            "storage",
            "requests.storage",
            "services.nodeports",
            "services.loadbalancers");

    private ResourceRules() {}

    /** Resources of a container. */
    static void check(Field resources, Set<String> claims, Rules rules) {
        check(resources, claims, false, rules);
    }

    /** Resources of a pod as a whole. */
    static void checkPod(Field spec, Rules rules) {
        Field resources = spec.get("resources");
        if (resources.isAbsent()) {
            return;
        }
        if (resources.get("claims").isPresent()) {
            rules.forbidden(resources.get("claims"), "claims cannot be set for Resources at pod-level");
        }
        check(resources, Set.of(), true, rules);
        PodResources.aggregateRequests(spec).forEach((name, sum) -> {
            Field own = resources.get("requests").key(name);
            if (own.isPresent() && sum.compareTo(own.quantity()) > 0) {
                rules.errors()
                        .invalid(
                                own.path(),
                                own.quantity().toString(),
                                "must be greater than or equal to aggregate container requests of " + sum);
            }
        });
        for (Field container : spec.get("containers").items()) {
            for (Field.Entry limit : container.get("resources").get("limits").entries()) {
                Field most = resources.get("limits").key(limit.key());
                if (most.isPresent() && limit.value().quantity().compareTo(most.quantity()) > 0) {
                    rules.errors()
                            .invalid(
                                    limit.value().path(),
                                    limit.value().quantity().toString(),
                                    "must be less than or equal to pod limits of " + most.quantity());
                }
            }
        }
    }

    /** The overhead of a runtime class is checked as limits are. */
    static void checkOverhead(Field overhead, Rules rules) {
        for (Field.Entry entry : overhead.entries()) {
            Field value =
                    entry.value().as(overhead.get("limits").key(entry.key()).path());
            containerName(value, entry.key(), rules);
            quantity(value, entry.key(), rules);
        }
    }

    private static void check(Field resources, Set<String> claims, boolean ofPod, Rules rules) {
        Field limits = resources.get("limits");
        Field requests = resources.get("requests");
        boolean hugePages = false;
        boolean cpuOrMemory = false;
        for (Field.Entry limit : limits.entries()) {
            name(limit.value(), limit.key(), ofPod, rules);
            quantity(limit.value(), limit.key(), rules);
            hugePages(limit.value(), limit.key(), rules);
            hugePages |= limit.key().startsWith(HUGE_PAGES);
            cpuOrMemory |= isCpuOrMemory(limit.key());
        }
        for (Field.Entry request : requests.entries()) {
            name(request.value(), request.key(), ofPod, rules);
            quantity(request.value(), request.key(), rules);
            againstLimit(request, requests, limits, rules);
            hugePages(request.value(), request.key(), rules);
            hugePages |= request.key().startsWith(HUGE_PAGES);
            cpuOrMemory |= isCpuOrMemory(request.key());
        }
        if (hugePages && !cpuOrMemory) {
            rules.forbidden(resources, "HugePages require cpu or memory");
        }
        if (!ofPod) {
            claims(resources.get("claims"), claims, rules);
        }
    }

    private static void againstLimit(Field.Entry request, Field requests, Field limits, Rules rules) {
        Quantity asked = request.value().quantity();
        Field limit = limits.key(request.key());
        boolean overcommit = isNative(request.key()) && !request.key().startsWith(HUGE_PAGES);
        if (limit.isAbsent()) {
            if (!overcommit) {
                rules.required(limits, "Limit must be set for non overcommitable resources");
            }
            return;
        }
        Quantity most = limit.quantity();
        if (!overcommit && asked.compareTo(most) != 0) {
            rules.errors()
                    .invalid(
                            requests.path(),
                            asked.toString(),
                            "must be equal to " + request.key() + " limit of " + most);
        } else if (asked.compareTo(most) > 0) {
            rules.errors()
                    .invalid(
                            requests.path(),
                            asked.toString(),
                            "must be less than or equal to " + request.key() + " limit of " + most);
        }
    }

    private static void name(Field place, String name, boolean ofPod, Rules rules) {
        if (!ofPod) {
            containerName(place, name, rules);
        } else if (resourceName(place, name, rules) && !isCpuOrMemory(name) && !name.startsWith(HUGE_PAGES)) {
            rules.errors().notSupported(place.path(), name, List.of("cpu", "hugepages-", "memory"));
        }
    }

    private static void containerName(Field place, String name, Rules rules) {
        resourceName(place, name, rules);
        boolean qualified = name.indexOf('/') >= 0;
        if (!qualified) {
            if (!OF_CONTAINERS.contains(name) && !name.startsWith(HUGE_PAGES)) {
                rules.errors().invalid(place.path(), name, "must be a standard resource for containers");
            }
        } else if (!isNative(name) && !isExtended(name)) {
            rules.errors().invalid(place.path(), name, "doesn't follow extended resource name standard");
        }
    }

    private static boolean resourceName(Field place, String name, Rules rules) {
        List<String> wrong = Labels.key(name);
        wrong.forEach(each -> rules.errors().invalid(place.path(), name, each));
        if (!wrong.isEmpty()) {
            return false;
        }
        if (name.indexOf('/') < 0 && !STANDARD.contains(name) && !name.startsWith(HUGE_PAGES)) {
            rules.errors().invalid(place.path(), name, "must be a standard resource type or fully qualified");
            return false;
        }
        return true;
    }

    private static void quantity(Field place, String name, Rules rules) {
        Quantity quantity = place.quantity();
        if (quantity.signum() < 0) {
            rules.errors().invalid(place.path(), quantity.toString(), "must be greater than or equal to 0");
        }
        if (isExtended(name) && !quantity.isWhole()) {
            rules.errors().invalid(place.path(), quantity.toString(), "must be an integer");
        }
    }

    private static void hugePages(Field place, String name, Rules rules) {
        if (!name.startsWith(HUGE_PAGES)) {
            return;
        }
        Quantity asked = place.quantity();
        Quantity page = pageSize(name);
        boolean divides =
                page.signum() > 0 && asked.amount().remainder(page.amount()).compareTo(BigDecimal.ZERO) == 0;
        if (!divides) {
            rules.errors()
                    .invalid(place.path(), asked.toString(), asked + " is not positive integer multiple of " + name);
        }
    }

    private static Quantity pageSize(String name) {
        try {
            return Quantity.parse(name.substring(HUGE_PAGES.length()));
        } catch (IllegalArgumentException noSize) {
            return Quantity.ZERO;
        }
    }

    private static void claims(Field used, Set<String> claims, Rules rules) {
        Set<String> seen = new HashSet<>();
        for (Field claim : used.items()) {
            String name = claim.get("name").text();
            String request = claim.get("request").text();
            if (name.isEmpty()) {
                rules.required(claim);
                continue;
            }
            if (seen.contains(name)) {
                rules.errors().duplicate(claim.path(), name);
            } else {
                String key = request.isEmpty() ? name : name + "/" + request;
                if (!request.isEmpty()) {
                    rules.text(claim.get("request"), Names::dns1123Label);
                }
                if (seen.contains(key)) {
                    rules.errors().duplicate(claim.path(), key);
                } else if (request.isEmpty() && seen.stream().anyMatch(each -> each.startsWith(name + "/"))) {
                    rules.errors().duplicate(claim.path(), name);
                }
                seen.add(key);
            }
            if (!claims.contains(name)) {
                String known = claims.isEmpty() ? " which is empty" : ": " + String.join(", ", new TreeSet<>(claims));
                rules.errors()
                        .notFound(claim.path(), name, "must be one of the names in pod.spec.resourceClaims" + known);
            }
        }
    }

    private static boolean isCpuOrMemory(String name) {
        return name.equals("cpu") || name.equals("memory");
    }

    private static boolean isNative(String name) {
        return name.indexOf('/') < 0 || name.contains("kubernetes.io/");
    }

    private static boolean isExtended(String name) {
        return !isNative(name)
                && !name.startsWith("requests.")
                && Labels.key("requests." + name).isEmpty();
    }
}
