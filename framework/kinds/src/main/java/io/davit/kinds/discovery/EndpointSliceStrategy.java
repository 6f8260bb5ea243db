package io.davit.kinds.discovery;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.address.Addresses;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.kinds.reading.Same;
import io.davit.model.error.FieldErrors;
import io.davit.model.meta.Meta;
import io.davit.model.name.Ip;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** EndpointSlices: addresses of one type, with what is known of each. */
final class EndpointSliceStrategy extends KindStrategy {

    private static final int MOST_PORTS = 20000;
    private static final int MOST_ENDPOINTS = 1000;
    private static final int MOST_ADDRESSES = 100;
    private static final int MOST_TOPOLOGY = 16;
    private static final int MOST_HINTS = 8;

    EndpointSliceStrategy() {
        super(Names::dns1123Subdomain);
    }

    @Override
    public void defaults(ObjectNode object) {
        for (ObjectNode port : Fill.objects(object, "ports")) {
            if (Field.of(port).get("name").isAbsent()) {
                port.put("name", "");
            }
            Fill.pointer(port, "protocol", "TCP");
        }
    }

    @Override
    protected void created(ObjectNode object) {
        Meta.of(object).generation(1);
        dropTopology(object);
    }

    /** What is dropped counts as a change all the same. */
    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        long generation = Meta.of(old).generation();
        Meta.of(object).generation(contentChanged(object, old) ? generation + 1 : generation);
        dropTopology(object);
    }

    /** The old map of topology was replaced by fields of their own; this version does not take it any more. */
    private static void dropTopology(ObjectNode object) {
        Fill.objects(object, "endpoints").forEach(endpoint -> endpoint.remove("deprecatedTopology"));
    }

    @Override
    protected boolean contentChanged(ObjectNode object, ObjectNode old) {
        return !Meta.of(object).labels().equals(Meta.of(old).labels())
                || List.of("addressType", "endpoints", "ports").stream()
                        .anyMatch(field -> !Same.same(object.get(field), old.get(field)));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        check(object, Set.of(), errors);
    }

    private static Set<String> addresses(ObjectNode object) {
        Set<String> all = new HashSet<>();
        Field.of(object)
                .get("endpoints")
                .items()
                .forEach(endpoint -> all.addAll(endpoint.get("addresses").texts()));
        return all;
    }

    /** @param known addresses that were stored before and so are not looked at again */
    private static void check(ObjectNode object, Set<String> known, FieldErrors errors) {
        Field slice = Field.of(object);
        Rules rules = Rules.into(errors);
        Field type = slice.get("addressType");
        if (rules.needed(type)) {
            rules.oneOf(type, "FQDN", "IPv4", "IPv6");
        }
        ports(slice.get("ports"), rules);
        Field endpoints = slice.get("endpoints");
        if (endpoints.size() > MOST_ENDPOINTS) {
            errors.tooMany(endpoints.path(), endpoints.size(), MOST_ENDPOINTS);
            return;
        }
        endpoints.items().forEach(endpoint -> endpoint(endpoint, type.text(), known, rules));
    }

    private static void ports(Field ports, Rules rules) {
        if (ports.size() > MOST_PORTS) {
            rules.errors().tooMany(ports.path(), ports.size(), MOST_PORTS);
            return;
        }
        Set<String> names = new HashSet<>();
        for (Field port : ports.items()) {
            Field name = port.get("name");
            if (!name.isZero()) {
                rules.text(name, Names::dns1123Label);
            }
            if (!names.add(name.text())) {
                rules.errors().duplicate(name.path(), name.text());
            }
            if (rules.needed(port.get("protocol"))) {
                rules.oneOf(port.get("protocol"), "SCTP", "TCP", "UDP");
            }
            if (port.get("appProtocol").isPresent()) {
                rules.qualifiedName(port.get("appProtocol"));
            }
        }
    }

    private static void endpoint(Field endpoint, String type, Set<String> known, Rules rules) {
        Field addresses = endpoint.get("addresses");
        if (addresses.size() == 0) {
            rules.required(addresses, "must contain at least 1 address");
        } else if (addresses.size() > MOST_ADDRESSES) {
            rules.errors().tooMany(addresses.path(), addresses.size(), MOST_ADDRESSES);
        }
        addresses.items().stream()
                .filter(address -> !known.contains(address.text()))
                .forEach(address -> address(addresses, address, type, rules));
        if (endpoint.get("hostname").isPresent()) {
            rules.text(endpoint.get("hostname"), Names::dns1123Label);
        }
        if (endpoint.get("nodeName").isPresent()) {
            rules.text(endpoint.get("nodeName"), Names::dns1123Subdomain);
        }
        Field topology = endpoint.get("deprecatedTopology");
        if (topology.size() > MOST_TOPOLOGY) {
            rules.errors().tooMany(topology.path(), topology.size(), MOST_TOPOLOGY);
        }
        rules.labels(topology);
        hints(endpoint.get("hints", "forZones"), Labels::value, rules);
        hints(endpoint.get("hints", "forNodes"), Names::dns1123Subdomain, rules);
    }

    private static void address(Field addresses, Field address, String type, Rules rules) {
        switch (type) {
            case "IPv4", "IPv6" -> {
                if (!rules.text(address, Addresses::address)) {
                    return;
                }
                Ip parsed = Ip.lenient(address.text());
                if (parsed != null && !Addresses.family(parsed).equals(type)) {
                    rules.errors().invalid(addresses.path(), address.text(), "must be an " + type + " address");
                }
                rules.text(address, Addresses::special);
            }
            case "FQDN" -> {
                if (rules.needed(address)) {
                    rules.text(address, EndpointSliceStrategy::domainName);
                }
            }
            default -> {}
        }
    }

    /** At least two labels; a trailing dot is allowed. */
    private static List<String> domainName(String text) {
        String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        List<String> wrong = Names.dns1123Subdomain(bare);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        return bare.indexOf('.') < 0
                ? List.of("should be a domain with at least two segments separated by dots")
                : List.of();
    }

    private static void hints(Field hints, Function<String, List<String>> rule, Rules rules) {
        if (hints.size() > MOST_HINTS) {
            rules.errors().tooMany(hints.path(), hints.size(), MOST_HINTS);
            return;
        }
        Set<String> names = new HashSet<>();
        for (Field hint : hints.items()) {
            Field name = hint.get("name");
            if (!names.add(name.text())) {
                rules.errors().duplicate(name.path(), name.text());
            }
            rules.text(name, rule);
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        check(object, addresses(old), errors);
        Rules.into(errors)
                .immutable(Field.of(object).get("addressType"), Field.of(old).get("addressType"));
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        Field slice = Field.of(object);
        if (slice.get("addressType").is("FQDN")) {
            if (old == null) {
                warn.accept("spec.addressType: FQDN endpoints are deprecated");
            }
            return;
        }
        for (Field endpoint : slice.get("endpoints").items()) {
            for (Field address : endpoint.get("addresses").items()) {
                Addresses.addressWarning(address.path().toString(), address.text())
                        .forEach(warn);
            }
        }
    }
}
