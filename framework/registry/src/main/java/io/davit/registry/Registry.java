package io.davit.registry;

import io.davit.kinds.BuiltInKinds;
import io.davit.model.GroupResource;
import io.davit.model.GroupVersionResource;
import io.davit.registry.admission.AdmissionChain;
import io.davit.registry.admission.Authority;
import io.davit.registry.admission.DefaultAdmission;
import io.davit.registry.admission.quota.QuotaStatus;
import io.davit.registry.admission.quota.ResourceQuotas;
import io.davit.registry.bootstrap.Bootstrap;
import io.davit.registry.builtin.BuiltInFamilies;
import io.davit.registry.crd.DefinitionLife;
import io.davit.registry.crd.DefinitionStrategy;
import io.davit.registry.crd.TerminatingDefinition;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Decoded;
import io.davit.registry.family.Served;
import io.davit.registry.network.ServiceHook;
import io.davit.registry.policy.MutatingPolicies;
import io.davit.registry.policy.TypeChecks;
import io.davit.registry.policy.ValidatingPolicies;
import io.davit.registry.subresource.Binding;
import io.davit.registry.subresource.Connect;
import io.davit.registry.subresource.Eviction;
import io.davit.registry.subresource.Scales;
import io.davit.registry.webhook.Webhooks;
import io.davit.registry.write.Deleter;
import io.davit.registry.write.Hook;
import io.davit.registry.write.Precondition;
import io.davit.registry.write.WriteOptions;
import io.davit.registry.write.Writer;
import io.davit.storage.Store;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * The generic resource store over one storage engine: the catalog of what is served, and the verbs that write. Reads go to the caches of
 * the catalog's families.
 */
public final class Registry implements AutoCloseable {

    private final Store store;
    private final Catalog catalog = new Catalog();
    private final Writer writer;
    private final Deleter deleter;
    private final DefinitionLife definitionLife;
    private final TypeChecks typeChecks;
    private final Scales scales;
    private final Binding binding;
    private final Eviction eviction;
    private final Connect connect;
    private volatile Authority authority = Authority.NOBODY;

    private Registry(Store store, BuiltInKinds kinds, Webhooks webhooks, Clock clock) {
        this.store = store;
        GroupResource definitions = new GroupResource("apiextensions.k8s.io", "customresourcedefinitions");
        BuiltInFamilies.register(kinds, Map.of(definitions, new DefinitionStrategy(clock)), store, catalog);
        AdmissionChain admission = DefaultAdmission.chain(
                catalog,
                new TerminatingDefinition(catalog),
                List.of(
                        new MutatingPolicies(catalog, caller -> authority.of(caller)),
                        new ValidatingPolicies(catalog, caller -> authority.of(caller)),
                        new ResourceQuotas(catalog, this::writeUsed)));
        Map<GroupResource, Hook> hooks = new HashMap<>();
        hooks.put(definitions, new Hook() {
            @Override
            public void updated(ObjectNode object, ObjectNode old) {
                definitionLife().refresh();
            }
        });
        this.writer = new Writer(admission, hooks, catalog, clock);
        this.deleter = new Deleter(admission, hooks, clock);
        hooks.put(new GroupResource("", "services"), new ServiceHook(catalog, writer, deleter, store));
        this.scales = new Scales(writer, catalog);
        Writer admittedWriter = new Writer(AdmissionChain.NONE, hooks, catalog, clock);
        Deleter admittedDeleter = new Deleter(AdmissionChain.NONE, hooks, clock);
        this.connect = new Connect(admission);
        this.binding = new Binding(admission, admittedWriter, clock);
        this.eviction = new Eviction(admission, writer, admittedWriter, admittedDeleter, catalog, clock);
        this.definitionLife = new DefinitionLife(store, catalog, writer, deleter, webhooks.client(catalog), clock);
        this.typeChecks = new TypeChecks(catalog, writer, clock);
    }

    /** A registry that calls no webhooks. */
    public static Registry open(Store store, Clock clock) {
        return open(store, Webhooks.NONE, clock);
    }

    /** Opens the registry and makes what every cluster has. The store stays the caller's to close. */
    public static Registry open(Store store, Webhooks webhooks, Clock clock) {
        Registry registry = new Registry(store, BuiltInKinds.load(), webhooks, clock);
        new Bootstrap(registry.catalog, registry.writer, clock).run();
        registry.definitionLife.start();
        registry.typeChecks.start();
        return registry;
    }

    private void writeUsed(String namespace, String quota, QuotaStatus.Used used) {
        Served quotas = Objects.requireNonNull(catalog.find(new GroupVersionResource("", "v1", "resourcequotas")));
        writer.update(
                new Target(quotas, namespace, quota, "status"),
                present -> {
                    ObjectNode counted = present.deepCopy();
                    counted.withObjectProperty("status")
                            .set("used", used.after(present).toJson());
                    return Decoded.clean(counted);
                },
                Precondition.NONE,
                false,
                WriteOptions.system());
    }

    private DefinitionLife definitionLife() {
        return definitionLife;
    }

    /** Sets whom expressions of policies ask who may do what. */
    public void authority(Authority decides) {
        authority = decides;
    }

    public Catalog catalog() {
        return catalog;
    }

    public Writer writer() {
        return writer;
    }

    public Deleter deleter() {
        return deleter;
    }

    public Scales scales() {
        return scales;
    }

    public Binding binding() {
        return binding;
    }

    public Connect connect() {
        return connect;
    }

    public Eviction eviction() {
        return eviction;
    }

    public Store store() {
        return store;
    }

    @Override
    public void close() {
        typeChecks.close();
        definitionLife.close();
        catalog.all().stream().map(Served::family).distinct().forEach(family -> family.close());
    }
}
