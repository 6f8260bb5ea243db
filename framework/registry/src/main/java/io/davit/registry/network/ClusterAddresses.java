package io.davit.registry.network;

import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.registry.Target;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Body;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import io.davit.registry.write.Deleter;
import io.davit.registry.write.Deletion;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cluster addresses of Services. A taken address is an IPAddress object, whose creation settles who gets it.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/">Service ClusterIP allocation</a>
 */
final class ClusterAddresses {

    private static final GroupVersionResource ADDRESSES =
            new GroupVersionResource("networking.k8s.io", "v1", "ipaddresses");
    private static final GroupVersionResource RANGES =
            new GroupVersionResource("networking.k8s.io", "v1", "servicecidrs");
    private static final int RANDOM_TRIES = 32;

    private final Catalog catalog;
    private final Writer writer;
    private final Deleter deleter;
    private final RandomGenerator random;

    ClusterAddresses(Catalog catalog, Writer writer, Deleter deleter, RandomGenerator random) {
        this.catalog = catalog;
        this.writer = writer;
        this.deleter = deleter;
        this.random = random;
    }

    /** The ranges that are ready to give addresses. */
    List<AddressRange> ranges() {
        List<AddressRange> ranges = new ArrayList<>();
        Served served = served(RANGES);
        for (CachedObject object :
                served.family().cache().list(served.family().prefix()).objects()) {
            ObjectNode range = object.tree();
            if (isReady(range)) {
                for (JsonNode cidr : range.path("spec").path("cidrs")) {
                    if (cidr.asString("").indexOf(':') < 0) {
                        ranges.add(AddressRange.parse(cidr.asString("")));
                    }
                }
            }
        }
        return ranges;
    }

    boolean take(String address, String namespace, String service) {
        Served served = served(ADDRESSES);
        ObjectNode object =
                Json.object().put("apiVersion", "networking.k8s.io/v1").put("kind", "IPAddress");
        ObjectNode metadata = object.putObject("metadata").put("name", address);
        metadata.putObject("labels")
                .put("ipaddress.kubernetes.io/ip-family", "IPv4")
                .put("ipaddress.kubernetes.io/managed-by", "ipallocator.k8s.io");
        object.putObject("spec")
                .putObject("parentRef")
                .put("group", "")
                .put("resource", "services")
                .put("namespace", namespace)
                .put("name", service);
        try {
            writer.create(Target.of(served, "", address), Body.of(object), WriteOptions.system());
            return true;
        } catch (ApiException e) {
            if (e.reason() == Reason.ALREADY_EXISTS) {
                return false;
            }
            throw e;
        }
    }

    /** Any free address of any range; empty when none is left. */
    String takeAny(String namespace, String service) {
        for (AddressRange range : ranges()) {
            for (int i = 0; i < RANDOM_TRIES; i++) {
                String address = range.address(random.nextLong(range.size()));
                if (take(address, namespace, service)) {
                    return address;
                }
            }
            for (long n = 0; n < range.size(); n++) {
                String address = range.address(n);
                if (isFree(address) && take(address, namespace, service)) {
                    return address;
                }
            }
        }
        return "";
    }

    void release(String address) {
        Served served = served(ADDRESSES);
        try {
            deleter.delete(Target.of(served, "", address), Deletion.PLAIN, WriteOptions.system());
        } catch (ApiException e) {
            if (e.reason() != Reason.NOT_FOUND) {
                throw e;
            }
        }
    }

    private boolean isFree(String address) {
        Served served = served(ADDRESSES);
        return served.family().cache().get(served.family().key("", address)) == null;
    }

    private static boolean isReady(ObjectNode range) {
        for (JsonNode condition : range.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals("Ready")) {
                return condition.path("status").asString("").equals("True");
            }
        }
        return false;
    }

    private Served served(GroupVersionResource resource) {
        Served served = catalog.find(resource);
        if (served == null) {
            throw new IllegalStateException(resource + " is not served");
        }
        return served;
    }
}
