package io.davit.kinds.namespaces;

import io.davit.kinds.KindStrategy;
import io.davit.kinds.reading.Fill;
import io.davit.model.meta.Meta;
import io.davit.model.name.Names;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Service accounts: of the secrets they list only the names are kept. */
final class ServiceAccountStrategy extends KindStrategy {

    private static final String MOUNTABLE = "kubernetes.io/enforce-mountable-secrets";

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

    @Override
    public void warnings(ObjectNode object, @Nullable ObjectNode old, Consumer<String> warn) {
        boolean before = old != null && Meta.of(old).annotations().containsKey(MOUNTABLE);
        if (!before && Meta.of(object).annotations().containsKey(MOUNTABLE)) {
            warn.accept("metadata.annotations[" + MOUNTABLE + "]: deprecated in v1.32+; prefer separate namespaces to"
                    + " isolate access to mounted secrets");
        }
    }

    private static void namesOnly(ObjectNode account) {
        Fill.objects(account, "secrets").forEach(secret -> secret.retain("name"));
    }
}
