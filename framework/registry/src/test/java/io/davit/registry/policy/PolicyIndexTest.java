package io.davit.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.registry.LocalRegistry;
import io.davit.registry.Target;
import io.davit.registry.family.Family;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyIndexTest {

    private static final String GROUP = "admissionregistration.k8s.io/v1/";

    private final LocalRegistry local = new LocalRegistry();
    private final List<String> read = new ArrayList<>();
    private final PolicyIndex<ValidatingPolicy> index = new PolicyIndex<>(
            family("validatingadmissionpolicies"), family("validatingadmissionpolicybindings"), object -> {
                ValidatingPolicy policy = ValidatingPolicy.of(object);
                read.add(policy.name());
                return policy;
            });

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void listsPoliciesThatAreBoundByName() {
        policy("b");
        policy("a");
        policy("unbound");
        bind("one", "b");
        bind("two", "a");
        bind("three", "a");
        bind("four", "missing");
        assertThat(index.hooks()).extracting(hook -> hook.policy().name()).containsExactly("a", "b");
        assertThat(index.hooks().getFirst().bindings())
                .extracting(Binding::name)
                .containsExactly("three", "two");
    }

    @Test
    void readsAPolicyOncePerChange() {
        policy("a");
        policy("b");
        bind("a", "a");
        bind("b", "b");
        index.hooks();
        index.hooks();
        bind("more", "a");
        index.hooks();
        assertThat(read).containsExactly("a", "b");
        local.patch(target("validatingadmissionpolicies", "b"), "{'spec':{'failurePolicy':'Ignore'}}");
        index.hooks();
        assertThat(read).containsExactly("a", "b", "b");
    }

    @Test
    void doesNotReadAPolicyAgainForItsStatus() {
        policy("a");
        bind("a", "a");
        index.hooks();
        Target status = new Target(target("validatingadmissionpolicies", "a").served(), "", "a", "status");
        local.patch(status, "{'status':{'observedGeneration':1}}");
        local.patch(target("validatingadmissionpolicies", "a"), "{'metadata':{'labels':{'new':'label'}}}");
        index.hooks();
        assertThat(read).containsExactly("a");
    }

    @Test
    void staysTheSameWhileNothingChanges() {
        assertThat(index.hooks()).isSameAs(index.hooks()).isEmpty();
    }

    private Family family(String resource) {
        return target(resource, "").served().family();
    }

    private Target target(String resource, String name) {
        return local.target(GROUP + resource, "", name);
    }

    private void policy(String name) {
        local.create(target("validatingadmissionpolicies", ""), """
                {'apiVersion':'admissionregistration.k8s.io/v1','kind':'ValidatingAdmissionPolicy','metadata':{'name':'%s'},
                 'spec':{'validations':[{'expression':'true'}],'matchConstraints':{'resourceRules':[
                  {'apiGroups':[''],'apiVersions':['v1'],'operations':['CREATE'],'resources':['pods']}]}}}""".formatted(name));
    }

    private void bind(String name, String policy) {
        local.create(target("validatingadmissionpolicybindings", ""), """
                {'apiVersion':'admissionregistration.k8s.io/v1','kind':'ValidatingAdmissionPolicyBinding',
                 'metadata':{'name':'%s'},'spec':{'policyName':'%s','validationActions':['Deny']}}""".formatted(name, policy));
    }
}
