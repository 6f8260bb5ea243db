package io.davit.registry.network;

import io.davit.kinds.services.ServiceAllocation;
import io.davit.kinds.services.ServiceHoldings;
import io.davit.kinds.services.ServiceRanges;
import io.davit.model.error.ApiException;
import io.davit.model.meta.Meta;
import io.davit.registry.family.Catalog;
import io.davit.registry.write.Deleter;
import io.davit.registry.write.Hook;
import io.davit.registry.write.Writer;
import io.davit.storage.Store;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** Gives Services their addresses and ports before they are validated, and takes back what they no longer hold. */
public final class ServiceHook implements Hook {

    private final ClusterAddresses addresses;
    private final NodePorts ports;

    public ServiceHook(Catalog catalog, Writer writer, Deleter deleter, Store store) {
        RandomGenerator random = new SecureRandom();
        this.addresses = new ClusterAddresses(catalog, writer, deleter, random);
        this.ports = new NodePorts(store, random);
    }

    @Override
    public Runnable beforeCreate(ObjectNode object, boolean dryRun) {
        Taken taken = new Taken(object, dryRun);
        try {
            ServiceAllocation.create(object, taken);
        } catch (RuntimeException e) {
            taken.undo();
            throw e;
        }
        return taken::undo;
    }

    @Override
    public Runnable beforeUpdate(ObjectNode object, ObjectNode old, boolean dryRun) {
        Taken taken = new Taken(object, dryRun);
        try {
            ServiceAllocation.update(object, old, taken);
        } catch (RuntimeException e) {
            taken.undo();
            throw e;
        }
        return taken::undo;
    }

    @Override
    public void updated(ObjectNode object, ObjectNode old) {
        release(ServiceHoldings.of(old).without(ServiceHoldings.of(object)));
    }

    @Override
    public void deleted(ObjectNode object) {
        release(ServiceHoldings.of(object));
    }

    private void release(ServiceHoldings gone) {
        gone.addresses().forEach(addresses::release);
        gone.ports().forEach(ports::release);
    }

    /** What one write takes, to be given back if it does not come about. */
    private final class Taken implements ServiceRanges {

        private final ObjectNode service;
        private final boolean dryRun;
        private final List<String> takenAddresses = new ArrayList<>();
        private final List<Integer> takenPorts = new ArrayList<>();
        private int dryPorts;

        Taken(ObjectNode service, boolean dryRun) {
            this.service = service;
            this.dryRun = dryRun;
        }

        void undo() {
            takenAddresses.forEach(addresses::release);
            takenPorts.forEach(ports::release);
        }

        @Override
        public List<String> families() {
            return List.of("IPv4");
        }

        @Override
        public String takeAddress(String family) {
            if (dryRun) {
                // Which address it would be is anybody's guess: a dry run shows the range's own.
                return addresses.ranges().stream()
                        .findFirst()
                        .map(AddressRange::network)
                        .orElseThrow(() -> ApiException.internal("failed to allocate a serviceIP: no range is ready"));
            }
            Meta meta = Meta.of(service);
            String address = addresses.takeAny(meta.namespace(), meta.name());
            if (address.isEmpty()) {
                throw ApiException.internal("failed to allocate a serviceIP: range is full");
            }
            takenAddresses.add(address);
            return address;
        }

        @Override
        public String takeAddressNamed(String address) {
            List<AddressRange> ranges = addresses.ranges();
            if (ranges.stream().noneMatch(range -> range.contains(address))) {
                return dryRun && !ranges.isEmpty()
                        ? "the provided IP (" + address + ") is not in the valid range. The range of valid IPs is "
                                + ranges.getFirst().cidr()
                        : "the provided network does not match the current range";
            }
            if (dryRun) {
                return "";
            }
            Meta meta = Meta.of(service);
            if (!addresses.take(address, meta.namespace(), meta.name())) {
                return "provided IP is already allocated";
            }
            takenAddresses.add(address);
            return "";
        }

        @Override
        public int takePort() {
            if (dryRun) {
                // Beyond the range, so that nobody takes it for a promise.
                return NodePorts.LAST + 2 + dryPorts++;
            }
            int port = ports.takeAny();
            if (port == 0) {
                throw ApiException.internal("failed to allocate a nodePort: range is full");
            }
            takenPorts.add(port);
            return port;
        }

        @Override
        public String takePortNamed(int port) {
            if (!NodePorts.inRange(port)) {
                return "provided port is not in the valid range. The range of valid ports is " + NodePorts.FIRST + "-"
                        + NodePorts.LAST;
            }
            if (dryRun) {
                return "";
            }
            if (!ports.take(port)) {
                return "provided port is already allocated";
            }
            takenPorts.add(port);
            return "";
        }
    }
}
