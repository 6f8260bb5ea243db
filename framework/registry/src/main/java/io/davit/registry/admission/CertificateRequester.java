package io.davit.registry.admission;

import io.davit.registry.Caller;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for a certificate says who asks, whatever the asker wrote.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/">Certificate Signing
 *     Requests</a>
 */
final class CertificateRequester implements AdmissionPlugin {

    @Override
    public String name() {
        return "CertificateRequester";
    }

    @Override
    public void admit(Attributes attributes) {
        ObjectNode request = attributes.object();
        if (attributes.operation() != Operation.CREATE
                || request == null
                || !attributes.isAbout("certificates.k8s.io", "certificatesigningrequests")) {
            return;
        }
        ObjectNode spec = request.get("spec") instanceof ObjectNode present ? present : request.putObject("spec");
        Caller caller = attributes.caller();
        spec.put("username", caller.name()).put("uid", caller.uid());
        ArrayNode groups = spec.putArray("groups");
        caller.groups().forEach(groups::add);
        spec.remove("extra");
        if (!caller.extra().isEmpty()) {
            ObjectNode extra = spec.putObject("extra");
            caller.extra().forEach((key, values) -> {
                ArrayNode list = extra.putArray(key);
                values.forEach(list::add);
            });
        }
    }
}
