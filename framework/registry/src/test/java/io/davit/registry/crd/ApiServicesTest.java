package io.davit.registry.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.meta.Meta;
import io.davit.registry.LocalRegistry;
import io.davit.registry.Registry;
import io.davit.registry.Target;
import io.davit.registry.cache.ObjectCache;
import io.davit.registry.cache.Watcher;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ApiServicesTest {

    private static final String LABEL = "kube-aggregator.kubernetes.io/automanaged";

    private final LocalRegistry local = new LocalRegistry();
    private final Target any = local.target("apiregistration.k8s.io/v1/apiservices", "", "");
    private final ObjectCache cache = any.served().family().cache();
    private final Semaphore changed = new Semaphore(0);
    private final Watcher watcher = cache.watch(cache.revision(), changed::release);

    @AfterEach
    void close() {
        watcher.close();
        local.close();
    }

    @Test
    void eachServedVersionOfADefinitionHasOne() throws InterruptedException {
        definition("boats", "v1", "v2beta1");
        until(() -> has("v1") && has("v2beta1"));
        ObjectNode service = service("v1");
        assertThat(Meta.of(service).labels()).containsExactlyEntriesOf(Map.of(LABEL, "true"));
        assertThat(service.get("spec"))
                .isEqualTo(LocalRegistry.parsed(
                        "{'group':'example.com','groupPriorityMinimum':1000,'version':'v1','versionPriority':100}"));
        assertThat(service.at("/status/conditions/0/reason").asString()).isEqualTo("Local");
        assertThat(service.at("/metadata/managedFields/0/manager").asString()).isEqualTo("kube-apiserver");
        assertThat(has("v9")).isFalse();
    }

    @Test
    void aVersionThatTwoDefinitionsServeKeepsItsOwnUntilBothAreGone() throws InterruptedException {
        definition("boats", "v1");
        definition("ships", "v1", "v2");
        until(() -> has("v1") && has("v2"));
        String uid = Meta.of(service("v1")).uid();
        delete("ships");
        until(() -> !has("v2"));
        assertThat(Meta.of(service("v1")).uid()).isEqualTo(uid);
        delete("boats");
        until(() -> !has("v1"));
    }

    @Test
    void aVersionThatIsNoLongerServedLosesIt() throws InterruptedException {
        definition("boats", "v1", "v2");
        until(() -> has("v1") && has("v2"));
        local.patch(
                definitionTarget("boats"),
                "{'spec':{'versions':[" + version("v1", true, true) + "," + version("v2", false, false) + "]}}");
        until(() -> !has("v2"));
        assertThat(has("v1")).isTrue();
    }

    @Test
    void whatSomebodyChangesOrDeletesIsMadeAgain() throws InterruptedException {
        definition("boats", "v1");
        until(() -> has("v1"));
        local.patch(target("v1"), "{'spec':{'versionPriority':7},'metadata':{'annotations':{'kept':'yes'}}}");
        until(() -> service("v1").at("/spec/versionPriority").asInt() == 100);
        assertThat(Meta.of(service("v1")).annotations()).containsEntry("kept", "yes");
        String uid = Meta.of(service("v1")).uid();
        local.delete(target("v1"));
        until(() -> has("v1") && !Meta.of(service("v1")).uid().equals(uid));
    }

    @Test
    void withoutItsLabelItIsNobodysBusiness() throws InterruptedException {
        definition("boats", "v1");
        until(() -> has("v1"));
        local.patch(target("v1"), "{'spec':{'versionPriority':7},'metadata':{'labels':{'" + LABEL + "':'onstart'}}}");
        // a step that was made after the change
        definition("ships", "v3");
        until(() -> has("v3"));
        assertThat(service("v1").at("/spec/versionPriority").asInt()).isEqualTo(7);
        delete("boats");
        delete("ships");
        until(() -> !has("v3"));
        assertThat(has("v1")).isTrue();
    }

    @Test
    void aStartMakesUpForWhatACrashLeftUndone() throws InterruptedException {
        definition("boats", "v1");
        definition("ships", "v2");
        until(() -> has("v1") && has("v2"));
        local.registry().close();
        remove(target("v1").key());
        remove(definitionTarget("ships").key());
        try (Registry again = Registry.open(local.store(), Clock.fixed(LocalRegistry.NOW, ZoneOffset.UTC))) {
            Target served = Target.of(
                    Objects.requireNonNull(
                            again.catalog().find(any.served().definition().resource())),
                    "",
                    "");
            ObjectCache restarted = served.served().family().cache();
            try (Watcher _ = restarted.watch(restarted.revision(), changed::release)) {
                until(() -> restarted.get(target("v1").key()) != null
                        && restarted.get(target("v2").key()) == null);
            }
        }
    }

    private void remove(String key) {
        local.store().get(key).ifPresent(entry -> local.store().compareAndSet(key, entry.modRevision(), null));
    }

    private void definition(String plural, String... versions) {
        StringBuilder all = new StringBuilder();
        for (String version : versions) {
            all.append(all.isEmpty() ? "" : ",").append(version(version, true, all.isEmpty()));
        }
        all.append(",").append(version("v9", false, false));
        local.create(definitionTarget(plural), """
                {'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition',
                 'metadata':{'name':'%1$s.example.com'},
                 'spec':{'group':'example.com','scope':'Namespaced','names':{'plural':'%1$s','kind':'K%1$s'},
                  'versions':[%2$s]}}""".formatted(plural, all));
    }

    private static String version(String name, boolean served, boolean storage) {
        return "{'name':'%s','served':%s,'storage':%s,'schema':{'openAPIV3Schema':{'type':'object'}}}"
                .formatted(name, served, storage);
    }

    private void delete(String plural) {
        local.delete(definitionTarget(plural));
    }

    private Target definitionTarget(String plural) {
        return local.target("apiextensions.k8s.io/v1/customresourcedefinitions", "", plural + ".example.com");
    }

    private Target target(String version) {
        return any.named(version + ".example.com");
    }

    private boolean has(String version) {
        return found(version) != null;
    }

    private ObjectNode service(String version) {
        return Objects.requireNonNull(found(version), version);
    }

    private @Nullable ObjectNode found(String version) {
        return local.get(target(version));
    }

    private void until(BooleanSupplier isSo) throws InterruptedException {
        while (!isSo.getAsBoolean()) {
            assertThat(changed.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
