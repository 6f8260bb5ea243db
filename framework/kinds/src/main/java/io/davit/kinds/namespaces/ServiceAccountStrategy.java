package io.davit.kinds.namespaces;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Fill;
import io.davit.model.name.Names;
import tools.jackson.databind.node.ObjectNode;

/** Service accounts: of the secrets they list only the names are kept. */
final class ServiceAccountStrategy extends KindStrategy {

    ServiceAccountStrategy() {
        super(Names::dns1123Subdomain, Trait.ANSWERS_WITH_DELETED);
    }

    @Override
    protected void created(ObjectNode object) {
        namesOnly(object);
    }

    @Override
    protected void updated(ObjectNode object, ObjectNode old) {
        namesOnly(object);
    }

    private static void namesOnly(ObjectNode account) {
        Fill.objects(account, "secrets").forEach(secret -> secret.retain("name"));
    }
}
