package io.davit.registry.admission.quota;

import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.registry.admission.AdmissionPlugin;
import io.davit.registry.admission.Amounts;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * A namespace's ResourceQuotas. What a request adds is charged to every quota it falls under before it is stored; what then fails to
 * be stored stays charged until the quota is counted anew. A quota counts from when its status says what is hard and used.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/policy/resource-quotas/">Resource quotas</a>
 */
public final class ResourceQuotas implements AdmissionPlugin {

    private static final GroupVersionResource QUOTAS = new GroupVersionResource("", "v1", "resourcequotas");

    private final Served quotas;
    private final QuotaStatus status;

    /** @param status how what is used gets written */
    public ResourceQuotas(Catalog catalog, QuotaStatus status) {
        Served served = catalog.find(QUOTAS);
        if (served == null) {
            throw new IllegalStateException("resourcequotas are not served");
        }
        this.quotas = served;
        this.status = status;
    }

    @Override
    public String name() {
        return "ResourceQuota";
    }

    @Override
    public void validate(Attributes attributes) {
        ObjectNode object = attributes.object();
        String namespace = attributes.target().namespace();
        if (object == null || namespace.isEmpty()) {
            return;
        }
        Meter meter = Meter.of(attributes.target().groupResource());
        if (!meter.handles(attributes)) {
            return;
        }
        List<Charge> due = new ArrayList<>();
        for (CachedObject state :
                quotas.family().cache().list(quotas.family().under(namespace)).objects()) {
            Quota quota = Quota.of(state.tree());
            if (quota.concerns(meter, object)) {
                requireAmounts(attributes, quota, meter, object);
                Amounts delta = delta(attributes, quota, meter, object)
                        .only(quota.hard().names());
                if (!delta.isEmpty()) {
                    refuseExcess(attributes, quota, delta);
                    due.add(new Charge(quota.name(), delta));
                }
            }
        }
        if (!attributes.dryRun()) {
            charge(attributes, due);
        }
    }

    /** What the quota counts must be stated, and counted already. */
    private static void requireAmounts(Attributes attributes, Quota quota, Meter meter, ObjectNode object) {
        Set<String> counted = quota.counted(meter);
        String missing = meter.missing(counted, object);
        if (!missing.isEmpty()) {
            throw attributes.forbidden("failed quota: " + quota.name() + ": must specify " + missing);
        }
        if (!quota.used().names().containsAll(counted)) {
            throw attributes.forbidden("status unknown for quota: " + quota.name() + ", resources: "
                    + String.join(",", new TreeSet<>(counted)));
        }
        Set<String> negative = meter.usage(object).negative();
        if (!negative.isEmpty()) {
            throw attributes.forbidden("quota usage is negative for resource(s): " + String.join(",", negative));
        }
    }

    /** What the request adds: all of a new object; of an update only the growth, unless the object fell under the quota just now. */
    private static Amounts delta(Attributes attributes, Quota quota, Meter meter, ObjectNode object) {
        Amounts usage = meter.usage(object);
        ObjectNode old = attributes.old();
        if (attributes.operation() != Operation.UPDATE || old == null || !quota.concerns(meter, old)) {
            return usage.withoutZeros();
        }
        return usage.growthFrom(meter.usage(old)).withoutZeros();
    }

    private static void refuseExcess(Attributes attributes, Quota quota, Amounts delta) {
        Set<String> exceeded = quota.exceededBy(delta);
        if (!exceeded.isEmpty() && !attributes.target().subresource().equals("status")) {
            throw attributes.forbidden("exceeded quota: " + quota.name()
                    + ", requested: " + delta.only(exceeded)
                    + ", used: " + quota.used().only(exceeded)
                    + ", limited: " + quota.hard().only(exceeded));
        }
    }

    /** Charges all of them, or none: another request may have used up one meanwhile. */
    private void charge(Attributes attributes, List<Charge> due) {
        List<Charge> made = new ArrayList<>();
        try {
            for (Charge charge : due) {
                if (write(attributes, charge.quota, now -> {
                    refuseExcess(attributes, Quota.of(now), charge.delta);
                    return Quota.of(now).used().plus(charge.delta);
                })) {
                    made.add(charge);
                }
            }
        } catch (ApiException e) {
            made.forEach(charge -> giveBack(attributes, charge));
            throw e;
        }
    }

    private void giveBack(Attributes attributes, Charge charge) {
        write(attributes, charge.quota, now -> Quota.of(now).used().minus(charge.delta));
    }

    /** False when the quota has just been deleted: then it limits nothing. */
    private boolean write(Attributes attributes, String quota, QuotaStatus.Used used) {
        try {
            status.write(attributes.target().namespace(), quota, used);
            return true;
        } catch (ApiException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private record Charge(String quota, Amounts delta) {}
}
