package io.davit.kinds.services;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.address.Addresses;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Services. Their addresses and ports are handed out by {@link ServiceAllocation} before these rules look at them. */
final class ServiceStrategy extends KindStrategy {

    private static final String HINTS = "service.kubernetes.io/topology-aware-hints";
    private static final String MODE = "service.kubernetes.io/topology-mode";

    ServiceStrategy() {
        super(Names::dns1123Label, Trait.STATUS, Trait.CREATES_ON_PUT, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    public void defaults(ObjectNode object) {
        ServiceDefaults.apply(object);
    }

    @Override
    protected ObjectNode newStatus() {
        ObjectNode status = Json.object();
        status.set("loadBalancer", Json.object());
        return status;
    }

    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        ServiceFields.dropUnfit(object, old);
    }

    @Override
    public boolean hides() {
        return true;
    }

    /** Without an address of its own a service has no traffic to route within the cluster; it may get one later. */
    @Override
    public boolean hide(ObjectNode object) {
        ObjectNode spec = Fill.existing(object, "spec");
        return spec != null && !ServiceFields.needsClusterIp(object) && spec.remove("internalTrafficPolicy") != null;
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        new ServiceRules(object, errors).check();
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        ClusterIpRules.checkChange(object, old, errors);
        Field now = ServiceFields.spec(object).get("loadBalancerClass");
        boolean balanced = ServiceFields.type(object).equals(ServiceFields.LOAD_BALANCER)
                && ServiceFields.type(old).equals(ServiceFields.LOAD_BALANCER);
        if (balanced && !now.same(ServiceFields.spec(old).get("loadBalancerClass"))) {
            errors.invalid(now.path(), now.shown(), "may not change once set");
        }
        new ServiceRules(object, errors).balancerClass();
        validate(object, errors);
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        new ServiceRules(object, errors).checkStatus();
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        Field spec = ServiceFields.spec(object);
        Field annotations = Field.of(object).get("metadata", "annotations");
        if (annotations.get(HINTS).isPresent()) {
            warn.accept("annotation " + HINTS + " is deprecated, please use " + MODE + " instead");
        }
        if (!ServiceFields.isHeadless(object)) {
            addresses(spec.get("clusterIPs"), warn);
        } else {
            headless(spec, warn);
        }
        if (spec.get("externalIPs").size() > 0) {
            warn.accept("spec.externalIPs is deprecated and may no longer be implemented in some clusters");
        }
        addresses(spec.get("externalIPs"), warn);
        Field balancer = spec.get("loadBalancerIP");
        Addresses.addressWarning(balancer.path().toString(), balancer.text()).forEach(warn);
        for (Field range : spec.get("loadBalancerSourceRanges").items()) {
            Addresses.blockWarning(range.path().toString(), range.text()).forEach(warn);
        }
    }

    private static void headless(Field spec, Consumer<String> warn) {
        if (!spec.get("loadBalancerIP").isZero()) {
            warn.accept("spec.loadBalancerIP is ignored when spec.clusterIP is \"None\"");
        }
        if (spec.get("externalIPs").size() > 0) {
            warn.accept("spec.externalIPs is ignored when spec.clusterIP is \"None\"");
        }
        if (!spec.get("sessionAffinity").is(ServiceFields.NONE)) {
            warn.accept("spec.SessionAffinity is ignored for headless services");
        }
    }

    private static void addresses(Field list, Consumer<String> warn) {
        for (Field address : list.items()) {
            Addresses.addressWarning(address.path().toString(), address.text()).forEach(warn);
        }
    }
}
