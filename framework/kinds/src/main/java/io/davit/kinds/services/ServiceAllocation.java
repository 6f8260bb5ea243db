package io.davit.kinds.services;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives a Service what the cluster hands out: families, cluster addresses, node ports and the health check's port.
 *
 * <p>It comes after the defaults and admission, and before {@code prepareForCreate} or {@code prepareForUpdate}. What it takes
 * from the ranges is known as {@link ServiceHoldings} of the Service: release what is new in there when the write fails.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/">Service ClusterIP allocation</a>
 */
public final class ServiceAllocation {

    private final ObjectNode service;
    private final @Nullable ObjectNode old;
    private final ServiceRanges ranges;

    private ServiceAllocation(ObjectNode service, @Nullable ObjectNode old, ServiceRanges ranges) {
        this.service = service;
        this.old = old;
        this.ranges = ranges;
    }

    /** @throws ApiException 422 when what the Service asks for cannot be had */
    public static void create(ObjectNode service, ServiceRanges ranges) {
        ServiceFields.bringIntoStep(service);
        new ServiceAllocation(service, null, ranges).run();
    }

    /** @throws ApiException 422 when what the Service asks for cannot be had */
    public static void update(ObjectNode service, ObjectNode old, ServiceRanges ranges) {
        ServiceFields.keepGiven(service, old);
        ServiceFields.bringIntoStep(service, old);
        new ServiceAllocation(service, old, ranges).run();
    }

    private void run() {
        if (ServiceFields.needsClusterIp(service)) {
            families();
            addresses();
        }
        if (ServiceFields.needsNodePorts(service)) {
            nodePorts();
        } else {
            nodePortsAsked();
        }
        if (ServiceFields.needsHealthCheckPort(service)) {
            healthCheckPort();
        }
    }

    private Field spec() {
        return ServiceFields.spec(service);
    }

    private ObjectNode specNode() {
        return Fill.object(service, "spec");
    }

    /** Families and policy, as far as they follow from each other and from the addresses. */
    private void families() {
        FieldErrors errors = new FieldErrors();
        ClusterIpRules.check(service, errors);
        refuse(errors);
        if (old != null && ServiceFields.needsClusterIp(old)) {
            keepFamilies(old);
        }
        policyFits(errors);
        List<String> families = inferred(errors);
        refuse(errors);
        boolean headless = ServiceFields.isHeadless(service);
        if (headless && spec().get("selector").size() == 0) {
            families = headlessFamilies(families);
        } else {
            configured(families, errors);
            refuse(errors);
            families = completed(families);
        }
        ArrayNode list = Json.array();
        families.forEach(list::add);
        specNode().set("ipFamilies", list);
    }

    private void keepFamilies(ObjectNode before) {
        Field was = ServiceFields.spec(before);
        boolean single = spec().get("ipFamilyPolicy").is("SingleStack")
                && !was.get("ipFamilyPolicy").is("SingleStack");
        if (spec().get("ipFamilyPolicy").isAbsent()) {
            Fill.keep("ipFamilyPolicy", specNode(), Fill.object(before, "spec"));
        }
        if (spec().get("ipFamilies").size() == 0) {
            Fill.keep("ipFamilies", specNode(), Fill.object(before, "spec"));
        }
        if (single) {
            for (String field : List.of("clusterIPs", "ipFamilies")) {
                if (spec().get(field).size() == 2 && ServiceFields.same(field, service, before)) {
                    String first = spec().get(field).texts().getFirst();
                    specNode().set(field, Json.array().add(first));
                }
            }
        }
    }

    private void policyFits(FieldErrors errors) {
        Field policy = spec().get("ipFamilyPolicy");
        if (policy.is("SingleStack")) {
            String why = "must be 'RequireDualStack' or 'PreferDualStack' when multiple ";
            if (spec().get("clusterIPs").size() == 2) {
                errors.invalid(policy.path(), policy.text(), why + "cluster IPs are specified");
            }
            if (spec().get("ipFamilies").size() == 2) {
                errors.invalid(policy.path(), policy.text(), why + "IP families are specified");
            }
        }
    }

    private List<String> inferred(FieldErrors errors) {
        List<String> families = new ArrayList<>(spec().get("ipFamilies").texts());
        Field addresses = spec().get("clusterIPs");
        List<Field> items = addresses.items();
        for (int i = families.size(); i < items.size() && !items.get(i).is(ServiceFields.NONE); i++) {
            String family = items.get(i).text().indexOf(':') >= 0 ? "IPv6" : "IPv4";
            if (ranges.families().contains(family)) {
                families.add(family);
            } else {
                errors.invalid(
                        addresses.path().index(i), addresses.shown(), family + " is not configured on this cluster");
            }
        }
        return families;
    }

    /** Without a selector somebody else provides the endpoints, of whatever family. */
    private List<String> headlessFamilies(List<String> asked) {
        List<String> families = new ArrayList<>(asked);
        if (families.isEmpty()) {
            families.add(ranges.families().getFirst());
        }
        if (families.size() == 1 && !spec().get("ipFamilyPolicy").is("SingleStack")) {
            families.add(other(families.getFirst()));
        }
        Fill.text(specNode(), "ipFamilyPolicy", "RequireDualStack");
        return families;
    }

    private void configured(List<String> families, FieldErrors errors) {
        Field policy = spec().get("ipFamilyPolicy");
        if (policy.is("RequireDualStack") && ranges.families().size() < 2) {
            errors.invalid(policy.path(), policy.text(), "this cluster is not configured for dual-stack services");
        }
        for (int i = 0; i < families.size(); i++) {
            if (!ranges.families().contains(families.get(i))) {
                errors.invalid(
                        spec().get("ipFamilies").path().index(i), families.get(i), "not configured on this cluster");
            }
        }
    }

    private List<String> completed(List<String> asked) {
        List<String> families = new ArrayList<>(asked);
        if (families.isEmpty()) {
            families.add(ranges.families().getFirst());
        }
        if (spec().get("ipFamilyPolicy").isAbsent()) {
            specNode().put("ipFamilyPolicy", families.size() == 2 ? "RequireDualStack" : "SingleStack");
        }
        boolean dual = !spec().get("ipFamilyPolicy").is("SingleStack");
        if (dual && families.size() == 1 && ranges.families().contains(other(families.getFirst()))) {
            families.add(other(families.getFirst()));
        }
        return families;
    }

    private static String other(String family) {
        return family.equals("IPv4") ? "IPv6" : "IPv4";
    }

    private void addresses() {
        if (ServiceFields.isHeadless(service)) {
            return;
        }
        List<String> held = old == null || !ServiceFields.needsClusterIp(old)
                ? List.of()
                : ServiceFields.spec(old).get("clusterIPs").texts();
        Field asked = spec().get("clusterIPs");
        List<String> families = spec().get("ipFamilies").texts();
        ArrayNode given = Json.array();
        for (int i = 0; i < families.size(); i++) {
            String wanted = i < asked.size() ? asked.texts().get(i) : "";
            // Addresses don't change once set; that is for the rules to say, not a reason to take another one.
            boolean change = i < held.size() && !wanted.isEmpty();
            given.add(change ? wanted : address(wanted, families.get(i), asked));
        }
        if (!given.isEmpty()) {
            specNode().set("clusterIPs", given);
            specNode().put("clusterIP", given.get(0).asString(""));
        }
    }

    private String address(String wanted, String family, Field asked) {
        if (wanted.isEmpty()) {
            return ranges.takeAddress(family);
        }
        String why = ranges.takeAddressNamed(wanted);
        if (!why.isEmpty()) {
            FieldErrors errors = new FieldErrors();
            errors.invalid(asked.path(), asked.shown(), "failed to allocate IP " + wanted + ": " + why);
            refuse(errors);
        }
        return wanted;
    }

    private void nodePorts() {
        ServiceHoldings held = old == null ? null : ServiceHoldings.of(old);
        Map<Integer, Integer> byPort = new HashMap<>();
        List<ObjectNode> ports = Fill.objects(specNode(), "ports");
        for (int i = 0; i < ports.size(); i++) {
            ObjectNode port = ports.get(i);
            int number = port.path("port").asInt(0);
            int wanted = port.path("nodePort").asInt(0);
            Integer shared = byPort.get(number);
            // The same port over two protocols shares a node port, also one asked for further down.
            if (wanted == 0 && shared == null && old == null) {
                wanted = askedFor(number, ports);
            }
            if (wanted == 0) {
                // an update gives every port one of its own
                wanted = shared != null && old == null ? shared : ranges.takePort();
            } else if (!byPort.containsValue(wanted)
                    && (held == null || !held.ports().contains(wanted))) {
                takePort(wanted, i);
            }
            port.put("nodePort", wanted);
            byPort.putIfAbsent(number, wanted);
        }
    }

    /** A load balancer that gets no node ports of its own may still name some. */
    private void nodePortsAsked() {
        if (!ServiceFields.type(service).equals(ServiceFields.LOAD_BALANCER)) {
            return;
        }
        ServiceHoldings held = old == null ? null : ServiceHoldings.of(old);
        List<ObjectNode> ports = Fill.objects(specNode(), "ports");
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            int wanted = ports.get(i).path("nodePort").asInt(0);
            if (wanted != 0
                    && !taken.contains(wanted)
                    && (held == null || !held.ports().contains(wanted))) {
                takePort(wanted, i);
                taken.add(wanted);
            }
        }
    }

    private static int askedFor(int number, List<ObjectNode> ports) {
        return ports.stream()
                .filter(port -> port.path("port").asInt(0) == number)
                .mapToInt(port -> port.path("nodePort").asInt(0))
                .filter(asked -> asked != 0)
                .findFirst()
                .orElse(0);
    }

    private void takePort(int wanted, int index) {
        String why = ranges.takePortNamed(wanted);
        if (!why.isEmpty()) {
            FieldErrors errors = new FieldErrors();
            errors.invalid(spec().get("ports").path().index(index).child("nodePort"), wanted, why);
            refuse(errors);
        }
    }

    private void healthCheckPort() {
        int wanted = (int) spec().get("healthCheckNodePort").number();
        if (wanted < 0 || wanted > 65535) {
            // No port at all: the rules say so.
            return;
        }
        boolean kept = old != null && ServiceHoldings.of(old).ports().contains(wanted);
        if (wanted == 0) {
            specNode().put("healthCheckNodePort", ranges.takePort());
        } else if (!kept) {
            String why = ranges.takePortNamed(wanted);
            if (!why.isEmpty()) {
                throw ApiException.internal("failed to allocate requested HealthCheck NodePort " + wanted + ": " + why);
            }
        }
    }

    private void refuse(FieldErrors errors) {
        if (!errors.isEmpty()) {
            throw ApiException.invalid("", "Service", Meta.of(service).name(), errors.causes());
        }
    }
}
