package io.davit.registry.admission;

import io.davit.kinds.certificates.CertificateSubject;
import tools.jackson.databind.node.ObjectNode;

/**
 * Nobody gets a client certificate of {@code system:masters} by asking for one.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#certificatesubjectrestriction">CertificateSubjectRestriction</a>
 */
final class CertificateSubjectRestriction implements AdmissionPlugin {

    private static final String CLIENT_SIGNER = "kubernetes.io/kube-apiserver-client";

    @Override
    public String name() {
        return "CertificateSubjectRestriction";
    }

    @Override
    public void validate(Attributes attributes) {
        ObjectNode request = attributes.object();
        if (attributes.operation() != Operation.CREATE
                || request == null
                || !attributes.isAbout("certificates.k8s.io", "certificatesigningrequests")
                || !request.path("spec").path("signerName").asString("").equals(CLIENT_SIGNER)) {
            return;
        }
        if (CertificateSubject.organizations(
                        request.path("spec").path("request").asString(""))
                .contains("system:masters")) {
            throw attributes.forbidden("use of " + CLIENT_SIGNER + " signer with system:masters group is not allowed");
        }
    }
}
