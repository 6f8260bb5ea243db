package io.davit.registry.admission.quota;

import io.davit.registry.admission.Amounts;
import io.davit.registry.admission.Attributes;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts Services, those with a load balancer, and the node ports that they ask for. */
final class ServiceMeter implements Meter {

    private static final String LOAD_BALANCERS = "services.loadbalancers";
    private static final String NODE_PORTS = "services.nodeports";
    private static final List<String> EACH = List.of("count/services", "services");

    /** Updates too: a Service's type may change. */
    @Override
    public boolean handles(Attributes attributes) {
        return attributes.target().subresource().isEmpty();
    }

    @Override
    public boolean counts(String resource) {
        return EACH.contains(resource) || resource.equals(LOAD_BALANCERS) || resource.equals(NODE_PORTS);
    }

    @Override
    public Amounts usage(ObjectNode service) {
        JsonNode spec = service.path("spec");
        String type = spec.path("type").asString("");
        boolean balanced = type.equals("LoadBalancer");
        boolean allocates = spec.path("allocateLoadBalancerNodePorts").asBoolean(true);
        JsonNode ports = spec.path("ports");
        long nodePorts =
                type.equals("NodePort") || balanced && allocates ? ports.size() : balanced ? withNodePort(ports) : 0;
        return Amounts.ofEach(EACH, 1)
                .plus(Amounts.ofEach(List.of(LOAD_BALANCERS), balanced ? 1 : 0))
                .plus(Amounts.ofEach(List.of(NODE_PORTS), nodePorts));
    }

    private static long withNodePort(JsonNode ports) {
        return StreamSupport.stream(ports.spliterator(), false)
                .filter(port -> port.path("nodePort").asInt(0) != 0)
                .count();
    }
}
