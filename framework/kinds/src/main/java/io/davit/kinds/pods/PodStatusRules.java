package io.davit.kinds.pods;

import io.davit.kinds.address.Addresses;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.shown.Shown;
import io.davit.model.error.FieldPath;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What kubelets may not say about a pod. */
final class PodStatusRules {

    private static final Set<String> SYSTEM_CONDITIONS = Set.of("PodScheduled", "Ready", "Initialized");
    private static final String ONE_EACH = "may specify no more than one IP for each IP family";

    private PodStatusRules() {}

    static void check(Field pod, Field old, Rules rules) {
        Field status = pod.get("status");
        Field oldStatus = old.get("status");
        Field oldSpec = old.get("spec");
        conditions(status.get("conditions"), rules);
        if (!pod.get("spec")
                .get("nodeName")
                .text()
                .equals(oldSpec.get("nodeName").text())) {
            rules.forbidden(status.get("nodeName"), "may not be changed directly");
        }
        Field nominated = status.get("nominatedNodeName");
        if (!nominated.text().isEmpty()
                && !nominated.text().equals(oldStatus.get("nominatedNodeName").text())) {
            rules.text(nominated, Names::dns1123Subdomain);
        }
        if (!status.get("qosClass").text().equals(oldStatus.get("qosClass").text())) {
            rules.invalidText(status.get("qosClass"), "field is immutable");
        }
        String policy = oldSpec.get("restartPolicy").text();
        restarts("containerStatuses", status, oldStatus, policy, oldSpec, rules);
        restarts("initContainerStatuses", status, oldStatus, policy, oldSpec, rules);
        restarts("ephemeralContainerStatuses", status, oldStatus, "Never", oldSpec, rules);
        podAddresses(status.get("podIPs"), rules);
        hostAddresses(status, rules);
        generation(status.get("observedGeneration"), rules);
    }

    private static void conditions(Field conditions, Rules rules) {
        for (Field condition : conditions.items()) {
            String type = condition.get("type").text();
            if (!SYSTEM_CONDITIONS.contains(type)) {
                FieldPath place = condition.path().child("Type");
                Labels.key(type).forEach(wrong -> rules.errors().invalid(place, type, wrong));
            }
        }
    }

    /** A container that is done for good does not run again. */
    private static void restarts(
            String list, Field status, Field oldStatus, String policy, Field oldSpec, Rules rules) {
        if (policy.equals("Always")) {
            return;
        }
        List<Field> before = oldStatus.get(list).items();
        for (int i = 0; i < before.size(); i++) {
            Field terminated = before.get(i).get("state").get("terminated");
            String name = before.get(i).get("name").text();
            boolean mayRestart = terminated.isAbsent()
                    || terminated.get("exitCode").number() != 0 && policy.equals("OnFailure")
                    || list.equals("initContainerStatuses") && isSidecar(name, oldSpec)
                    || hasOwnRestart(name, oldSpec);
            if (mayRestart) {
                continue;
            }
            for (Field now : status.get(list).items()) {
                if (now.get("name").is(name)
                        && now.get("state").get("terminated").isAbsent()) {
                    rules.errors()
                            .forbidden(
                                    status.get(list).path().index(i).child("state"),
                                    "may not be transitioned to non-terminated state");
                }
            }
        }
    }

    private static boolean isSidecar(String name, Field spec) {
        return spec.get("initContainers").items().stream()
                .anyMatch(container -> container.get("name").is(name) && Containers.isSidecar(container));
    }

    private static boolean hasOwnRestart(String name, Field spec) {
        return Containers.all(spec).stream()
                .anyMatch(container -> container.get("name").is(name)
                        && container.get("restartPolicy").isPresent());
    }

    private static void podAddresses(Field addresses, Rules rules) {
        for (Field address : addresses.items()) {
            address(address, rules);
        }
        oneOfEachFamily(addresses, "PodIP", rules);
    }

    private static void hostAddresses(Field status, Rules rules) {
        Field addresses = status.get("hostIPs");
        if (addresses.size() == 0) {
            return;
        }
        Field first = addresses.items().get(0).get("ip");
        if (!first.text().equals(status.get("hostIP").text())) {
            rules.invalidText(first, "must be equal to `hostIP`");
        }
        addresses.items().forEach(address -> address(address, rules));
        oneOfEachFamily(addresses, "HostIP", rules);
    }

    private static void address(Field address, Rules rules) {
        String text = address.get("ip").text();
        Addresses.address(text).forEach(wrong -> rules.errors().invalid(address.path(), text, wrong));
    }

    private static void oneOfEachFamily(Field addresses, String type, Rules rules) {
        if (addresses.size() < 2) {
            return;
        }
        List<String> texts = addresses.items().stream()
                .map(address -> address.get("ip").text())
                .toList();
        if (!Addresses.bothFamilies(texts) || texts.size() > 2) {
            rules.errors().invalid(addresses.path(), Shown.listOf(type, addresses.value()), ONE_EACH);
        }
        Set<String> seen = new HashSet<>();
        for (Field address : addresses.items()) {
            if (!seen.add(address.get("ip").text())) {
                rules.errors().duplicate(address.path(), Shown.of(type, address.value()));
            }
        }
    }

    private static void generation(Field generation, Rules rules) {
        if (generation.number() < 0) {
            rules.invalid(generation, "must be greater than or equal to 0");
        }
    }
}
