package io.davit.kinds.certificates;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.Strategy;
import io.davit.kinds.pods.SignerNames;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Fill;
import io.davit.kinds.reading.Rules;
import io.davit.model.GroupResource;
import io.davit.model.error.FieldErrors;
import io.davit.model.name.Names;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Certificate signing requests: never changed, only approved or denied, and then signed.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/">Certificate Signing
 *     Requests</a>
 */
public final class CertificateRequestStrategy extends KindStrategy {

    private static final String LEGACY_SIGNER = "kubernetes.io/legacy-unknown";

    private static final long SHORTEST = 600;
    private static final String[] USAGES = {
        "any",
        "cert sign",
        "client auth",
        "code signing",
        "content commitment",
        "crl sign",
        "data encipherment",
        "decipher only",
        "digital signature",
        "email protection",
        "encipher only",
        "ipsec end system",
        "ipsec tunnel",
        "ipsec user",
        "key agreement",
        "key encipherment",
        "microsoft sgc",
        "netscape sgc",
        "ocsp signing",
        "s/mime",
        "server auth",
        "signing",
        "timestamping"
    };

    private final Clock clock;

    private CertificateRequestStrategy(Clock clock) {
        super(Names::pathSegment, Trait.STATUS);
        this.clock = clock;
    }

    public static Map<GroupResource, Strategy> all() {
        return Map.of(
                new GroupResource("certificates.k8s.io", "certificatesigningrequests"),
                new CertificateRequestStrategy(Clock.systemUTC()));
    }

    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        Fill.keep("spec", object, old);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Field spec = Field.of(object).get("spec");
        Rules rules = Rules.into(errors);
        String wrong = CertificateRequest.problem(spec.get("request").text());
        if (!wrong.isEmpty()) {
            rules.invalid(spec.get("request"), wrong);
        }
        Field usages = spec.get("usages");
        if (usages.size() == 0) {
            rules.required(usages);
        }
        usages.items().forEach(usage -> rules.oneOf(usage, USAGES));
        rules.noDuplicates(usages.items());
        Field signer = spec.get("signerName");
        if (signer.text().equals(LEGACY_SIGNER)) {
            rules.invalid(signer, "the legacy signerName is not allowed via this API version");
        } else {
            SignerNames.check(signer, rules);
        }
        Field seconds = spec.get("expirationSeconds");
        if (seconds.isPresent() && seconds.number() < SHORTEST) {
            rules.invalid(seconds, "may not specify a duration less than 600 seconds (10 minutes)");
        }
        CertificateConditions.check(Field.of(object).get("status", "conditions"), rules);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
        // Nothing but metadata can change here.
    }

    @Override
    protected void statusUpdated(ObjectNode object, ObjectNode old) {
        ObjectNode status = Fill.object(object, "status");
        CertificateConditions.keepDecisions(status, Fill.existing(old, "status"));
        CertificateConditions.stamp(status, Fill.existing(old, "status"), now());
    }

    @Override
    protected void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        Field now = Field.of(object).get("status", "conditions");
        CertificateConditions.check(now, Rules.into(errors));
        CertificateConditions.checkChange(now, Field.of(old).get("status", "conditions"), false, Rules.into(errors));
        Field certificate = Field.of(object).get("status", "certificate");
        Field before = Field.of(old).get("status", "certificate");
        if (!before.isZero() && !before.same(certificate)) {
            errors.forbidden(certificate.path(), "updates may not set certificate content");
        } else if (before.isZero() && !certificate.isZero()) {
            String wrong = CertificateRequest.certificateProblem(certificate.text());
            if (!wrong.isEmpty()) {
                errors.invalid(certificate.path(), "<certificate data>", wrong);
            }
        }
    }

    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public @Nullable Strategy subresource(String name) {
        return name.equals("approval") ? new ApprovalPart(this) : super.subresource(name);
    }
}
