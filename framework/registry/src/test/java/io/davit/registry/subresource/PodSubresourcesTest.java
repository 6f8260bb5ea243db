package io.davit.registry.subresource;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.meta.Meta;
import io.davit.registry.LocalRegistry;
import io.davit.registry.Target;
import io.davit.registry.family.Body;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What binding and eviction leave behind on a pod. */
class PodSubresourcesTest {

    private final LocalRegistry local = new LocalRegistry();

    @BeforeEach
    void bind() {
        local.create(pod(""), """
                {'apiVersion':'v1','kind':'Pod','metadata':{'name':'p','labels':{'a':'old','own':'label'}},
                 'spec':{'containers':[{'name':'c','image':'i'}]}}""");
        Target binding = new Target(pod("p").served(), "default", "p", "binding");
        local.registry()
                .binding()
                .bind(binding, pod("p"), Body.of(LocalRegistry.parsed("""
                {'apiVersion':'v1','kind':'Binding','metadata':{'name':'p','labels':{'a':'new'},'annotations':{'b':'c'}},
                 'target':{'kind':'Node','name':'n'}}""")), local.options("scheduler"));
    }

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void aBindingHandsOnItsLabelsAndAnnotations() {
        Meta meta = Meta.of(present());
        assertThat(meta.labels()).isEqualTo(Map.of("a", "new", "own", "label"));
        assertThat(meta.annotations()).isEqualTo(Map.of("b", "c"));
    }

    @Test
    void anEvictedPodSaysWhyItGoesAlsoWithoutABudget() {
        Target eviction = new Target(pod("p").served(), "default", "p", "eviction");
        local.registry().eviction().evict(eviction, Body.of(LocalRegistry.parsed("""
                {'apiVersion':'policy/v1','kind':'Eviction','metadata':{'name':'p'}}""")), local.options(""));
        assertThat(Meta.of(present()).isTerminating()).isTrue();
        assertThat(present().path("status").path("conditions")).anySatisfy(condition -> {
            assertThat(condition.path("type").asString()).isEqualTo("DisruptionTarget");
            assertThat(condition.path("reason").asString()).isEqualTo("EvictionByEvictionAPI");
        });
    }

    private ObjectNode present() {
        return Objects.requireNonNull(local.get(pod("p")));
    }

    private Target pod(String name) {
        return local.target("v1/pods", "default", name);
    }
}
