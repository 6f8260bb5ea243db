package io.davit.kinds.discovery;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.address.Addresses;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints, the older way to say where a Service is served. */
final class EndpointsStrategy extends KindStrategy {

    EndpointsStrategy() {
        super(Names::dns1123Subdomain, Trait.CREATES_ON_PUT);
    }

    @Override
    public void defaults(ObjectNode object) {
        for (ObjectNode subset : Fill.objects(object, "subsets")) {
            Fill.objects(subset, "ports").forEach(port -> Fill.text(port, "protocol", "TCP"));
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Rules rules = Rules.into(errors);
        for (Field subset : Field.of(object).get("subsets").items()) {
            Field ready = subset.get("addresses");
            Field notReady = subset.get("notReadyAddresses");
            if (ready.size() == 0 && notReady.size() == 0) {
                rules.required(subset, "must specify `addresses` or `notReadyAddresses`");
            }
            ready.items().forEach(address -> address(address, rules));
            notReady.items().forEach(address -> address(address, rules));
            Field ports = subset.get("ports");
            ports.items().forEach(port -> port(port, ports.size() > 1, rules));
        }
    }

    private static void address(Field address, Rules rules) {
        rules.text(address.get("ip"), Addresses::address);
        if (!address.get("hostname").isZero()) {
            rules.text(address.get("hostname"), Names::dns1123Label);
        }
        if (address.get("nodeName").isPresent()) {
            rules.text(address.get("nodeName"), Names::dns1123Subdomain);
        }
        rules.text(address.get("ip"), Addresses::special);
    }

    private static void port(Field port, boolean named, Rules rules) {
        Field name = port.get("name");
        if (!name.isZero()) {
            rules.text(name, Names::dns1123Label);
        } else if (named) {
            rules.required(name);
        }
        rules.port(port.get("port"));
        if (rules.needed(port.get("protocol"))) {
            rules.oneOf(port.get("protocol"), "SCTP", "TCP", "UDP");
        }
        if (port.get("appProtocol").isPresent()) {
            rules.qualifiedName(port.get("appProtocol"));
        }
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        for (Field subset : Field.of(object).get("subsets").items()) {
            for (String list : List.of("addresses", "notReadyAddresses")) {
                for (Field address : subset.get(list).items()) {
                    Field ip = address.get("ip");
                    Addresses.addressWarning(ip.path().toString(), ip.text()).forEach(warn);
                }
            }
        }
    }
}
