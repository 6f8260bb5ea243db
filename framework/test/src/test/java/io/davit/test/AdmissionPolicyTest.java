package io.davit.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Admission policies over HTTPS, as an administrator and a user meet them. */
class AdmissionPolicyTest {

    @RegisterExtension
    static final DavitExtension davit = DavitExtension.builder().build();

    private final KubernetesClient client = davit.client();

    @Test
    void refusesWhatAPolicyForbidsAndSaysWhichPolicyItWas() {
        make("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: no-secrets-in-config}
                spec:
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: [''], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps]}
                  validations:
                  - expression: "!has(object.data) || !object.data.exists(key, key.contains('password'))"
                    messageExpression: "request.userInfo.username + ' should use a Secret'"
                    reason: Forbidden
                """);
        make("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: everywhere}
                spec: {policyName: no-secrets-in-config, validationActions: [Deny]}
                """);
        assertThatThrownBy(() -> config("refused", "db.password"))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(403))
                .hasMessageContaining(
                        "ValidatingAdmissionPolicy 'no-secrets-in-config' with binding 'everywhere' denied"
                                + " request: ")
                .hasMessageContaining(" should use a Secret");
        config("fine", "db.user");
        client.resource(make("""
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: unrelated, namespace: default}
                        """)).delete();
    }

    @Test
    void changesCustomResourcesBeforeTheirSchemaJudgesThem() {
        make("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: boats.policies.example.com}
                spec:
                  group: policies.example.com
                  scope: Namespaced
                  names: {plural: boats, singular: boat, kind: Boat}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties:
                          spec:
                            type: object
                            required: [seats]
                            properties:
                              seats: {type: integer, maximum: 9}
                """);
        make("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingAdmissionPolicy
                metadata: {name: seats}
                spec:
                  reinvocationPolicy: Never
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: [policies.example.com], apiVersions: ['*'], operations: [CREATE], resources: [boats]}
                  mutations:
                  - patchType: ApplyConfiguration
                    applyConfiguration:
                      expression: >-
                        has(object.spec) && has(object.spec.seats) ? Object{} : Object{spec: Object.spec{seats: 4}}
                """);
        make("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingAdmissionPolicyBinding
                metadata: {name: seats}
                spec: {policyName: seats}
                """);
        GenericKubernetesResource boat = make("""
                apiVersion: policies.example.com/v1
                kind: Boat
                metadata: {name: dinghy, namespace: default}
                """);
        assertThat(boat.getAdditionalProperties()).containsEntry("spec", Map.of("seats", 4));
    }

    private ConfigMap config(String name, String key) {
        return client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("default")
                        .endMetadata()
                        .addToData(key, "x")
                        .build())
                .create();
    }

    private GenericKubernetesResource make(String yaml) {
        GenericKubernetesResource resource = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        return client.resource(resource).create();
    }
}
