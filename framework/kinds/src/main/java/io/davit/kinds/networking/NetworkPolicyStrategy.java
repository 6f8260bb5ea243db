package io.davit.kinds.networking;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.address.Addresses;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.error.FieldErrors;
import io.davit.model.json.Json;
import io.davit.model.name.Cidr;
import io.davit.model.name.Names;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Network policies: whom they select, and which peers and ports they let in and out. */
final class NetworkPolicyStrategy extends KindStrategy {

    NetworkPolicyStrategy() {
        super(Names::dns1123Subdomain, Trait.GENERATION);
    }

    @Override
    public void defaults(ObjectNode object) {
        ObjectNode spec = Fill.object(object, "spec");
        Fill.object(spec, "podSelector");
        for (String direction : List.of("ingress", "egress")) {
            for (ObjectNode rule : Fill.objects(spec, direction)) {
                Fill.objects(rule, "ports").forEach(port -> Fill.pointer(port, "protocol", "TCP"));
            }
        }
        if (Field.of(spec).get("policyTypes").size() == 0) {
            ArrayNode types = Json.array().add("Ingress");
            if (Field.of(spec).get("egress").size() > 0) {
                types.add("Egress");
            }
            spec.set("policyTypes", types);
        }
    }

    /** Here, an empty list counts as a change from none. */
    @Override
    protected boolean contentChanged(ObjectNode object, ObjectNode old) {
        return !Objects.equals(object.get("spec"), old.get("spec"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        rules.labelSelector(spec.get("podSelector"));
        for (Field rule : spec.get("ingress").items()) {
            rule.get("ports").items().forEach(port -> port(port, rules));
            rule.get("from").items().forEach(peer -> peer(peer, rules));
        }
        for (Field rule : spec.get("egress").items()) {
            rule.get("ports").items().forEach(port -> port(port, rules));
            rule.get("to").items().forEach(peer -> peer(peer, rules));
        }
        Field types = spec.get("policyTypes");
        if (types.size() > 2) {
            rules.invalid(types, "may not specify more than two policyTypes");
            return;
        }
        types.items().forEach(type -> rules.oneOf(type, "Ingress", "Egress"));
    }

    private static void port(Field entry, Rules rules) {
        if (entry.get("protocol").isPresent()) {
            rules.oneOf(entry.get("protocol"), "TCP", "UDP", "SCTP");
        }
        Field port = entry.get("port");
        Field end = entry.get("endPort");
        if (port.isAbsent()) {
            if (end.isPresent()) {
                rules.invalid(end, "may not be specified when `port` is not specified");
            }
        } else if (port.value().isNumber()) {
            rules.port(port);
            if (end.isPresent()) {
                if (end.number() < port.number()) {
                    rules.errors().invalid(end.path(), port.number(), "must be greater than or equal to `port`");
                }
                rules.port(end);
            }
        } else {
            if (end.isPresent()) {
                rules.invalid(end, "may not be specified when `port` is non-numeric");
            }
            rules.text(port, Names::portName);
        }
    }

    private static void peer(Field peer, Rules rules) {
        Field pods = peer.get("podSelector");
        Field namespaces = peer.get("namespaceSelector");
        Field block = peer.get("ipBlock");
        rules.labelSelector(pods);
        rules.labelSelector(namespaces);
        if (block.isPresent()) {
            block(block, rules);
            if (pods.isPresent() || namespaces.isPresent()) {
                rules.forbidden(peer, "may not specify both ipBlock and another peer");
            }
        } else if (pods.isAbsent() && namespaces.isAbsent()) {
            rules.required(peer, "must specify a peer");
        }
    }

    private static void block(Field block, Rules rules) {
        Field cidr = block.get("cidr");
        if (!rules.needed(cidr)) {
            return;
        }
        rules.text(cidr, Addresses::block);
        Cidr outer = Cidr.lenient(cidr.text());
        if (outer == null) {
            return;
        }
        for (Field except : block.get("except").items()) {
            rules.text(except, Addresses::block);
            Cidr inner = Cidr.lenient(except.text());
            if (inner != null && !Addresses.strictlyContains(outer, inner)) {
                rules.invalid(except, "must be a strict subset of `cidr`");
            }
        }
    }

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        Field spec = Field.of(object).get("spec");
        spec.get("ingress").items().forEach(rule -> warnOfPeers(rule.get("from"), warn));
        spec.get("egress").items().forEach(rule -> warnOfPeers(rule.get("to"), warn));
    }

    private static void warnOfPeers(Field peers, Consumer<String> warn) {
        for (Field peer : peers.items()) {
            Field block = peer.get("ipBlock");
            Addresses.blockWarning(
                            block.get("cidr").path().toString(),
                            block.get("cidr").text())
                    .forEach(warn);
            for (Field except : block.get("except").items()) {
                Addresses.blockWarning(except.path().toString(), except.text()).forEach(warn);
            }
        }
    }
}
