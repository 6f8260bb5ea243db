package io.davit.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.Caller;
import io.davit.registry.LocalRegistry;
import io.davit.registry.Target;
import io.davit.registry.family.Body;
import io.davit.registry.write.FieldValidation;
import io.davit.registry.write.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What administrators write as policies, and what becomes of their users' objects. */
class PolicyStoriesTest {

    private final LocalRegistry local = new LocalRegistry();
    private final Map<String, String> audited = new LinkedHashMap<>();

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void aPolicyHoldsFromItsBindingToItsUnbinding() {
        validating("small", "object.data.size() < 2", "too many");
        config("before", "{a: x, b: z}");
        bind("small", "Deny");
        assertThatThrownBy(() -> config("refused", "{a: x, b: z}"))
                .hasMessage(
                        "configmaps \"refused\" is forbidden: ValidatingAdmissionPolicy 'small' with binding 'small'"
                                + " denied request: too many");
        config("fits", "{a: x}");
        local.delete(local.target(policies("validatingadmissionpolicybindings"), "", "small"));
        config("after", "{a: x, b: z}");
    }

    @Test
    void whatRefusesEverythingCanStillBeTakenBack() {
        policy("ValidatingAdmissionPolicy", "none", """
                matchConstraints:
                  resourceRules:
                  - {apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*/*']}
                validations:
                - expression: 'false'
                """);
        bind("none", "Deny");
        assertThatThrownBy(() -> config("a", "{}")).hasMessageContaining("failed expression: false");
        local.patch(
                local.target(policies("validatingadmissionpolicies"), "", "none"),
                "{'spec':{'validations':[{'expression':'true'}]}}");
        config("a", "{}");
        local.delete(local.target(policies("validatingadmissionpolicies"), "", "none"));
    }

    @Test
    void anExpressionThatCostsTooMuchIsStoppedAndOthersGoOn() {
        validating(
                "dear",
                "object.data.all(a, object.data.all(b, object.data.all(c, object.data.all(d, a.contains(b + c + d)"
                        + " || true))))",
                "");
        bind("dear", "Deny");
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            entries.add("k" + i + ": x");
        }
        String data = "{" + String.join(", ", entries) + "}";
        assertThatThrownBy(() -> config("large", data))
                .hasMessageContaining("resulted in error: operation cancelled: actual cost limit exceeded");
        config("small", "{a: x}");
    }

    @Test
    void aBindingMayOnlyWarnOrOnlyTellTheAudit() {
        validating("small", "object.data.size() < 2", "too many");
        bind("small", "Warn");
        config("warned", "{a: x, b: z}");
        assertThat(local.warnings())
                .containsExactly(
                        "Validation failed for ValidatingAdmissionPolicy 'small' with binding 'small': too many");
        local.patch(
                local.target(policies("validatingadmissionpolicybindings"), "", "small"),
                "{'spec':{'validationActions':['Audit']}}");
        config("audited", "{a: x, b: z}");
        assertThat(local.warnings()).hasSize(1);
        assertThat(audited)
                .containsEntry(
                        "validation.policy.admission.k8s.io/validation_failure",
                        "[{\"message\":\"too many\",\"policy\":\"small\",\"binding\":\"small\",\"expressionIndex\":0,"
                                + "\"validationActions\":[\"Audit\"]}]");
    }

    @Test
    void auditAnnotationsAreNamedAfterTheirPolicy() {
        policy("ValidatingAdmissionPolicy", "told", CONFIG_MAPS + """
                auditAnnotations:
                - {key: size, valueExpression: "string(object.data.size()) + ' entries'"}
                - {key: nothing, valueExpression: "null"}
                """);
        bind("told", "Deny");
        config("a", "{a: x}");
        assertThat(audited).containsExactly(Map.entry("told/size", "1 entries"));
    }

    @Test
    void aMutationComesBeforeTheValidationThatAsksForIt() {
        mutating("label", """
                - patchType: ApplyConfiguration
                  applyConfiguration: {expression: "Object{metadata: Object.metadata{labels: {'team': 'blue'}}}"}
                - patchType: JSONPatch
                  jsonPatch: {expression: "[JSONPatch{op: 'add', path: '/data/' + jsonpatch.escapeKey('a.b'), value: 'c'}]"}
                """);
        bindMutating("label");
        validating("labelled", "object.metadata.labels.team == 'blue' && object.data['a.b'] == 'c'", "");
        bind("labelled", "Deny");
        ObjectNode made = config("a", "{x: z}");
        assertThat(made.path("metadata").path("labels").path("team").asString()).isEqualTo("blue");
        assertThat(made.path("data").path("x").asString()).isEqualTo("z");
    }

    @Test
    void anEarlierPolicyThatWantsToSeesWhatALaterOneHasChanged() {
        mutating("first", """
                - patchType: ApplyConfiguration
                  applyConfiguration:
                    expression: "'late' in object.data ? Object{data: {'seen': 'yes'}} : Object{}"
                """, "IfNeeded");
        bindMutating("first");
        mutating("second", """
                - patchType: ApplyConfiguration
                  applyConfiguration: {expression: "Object{data: {'late': 'yes'}}"}
                """);
        bindMutating("second");
        assertThat(config("a", "{x: z}").path("data").path("seen").asString("")).isEqualTo("yes");
    }

    @Test
    void aMutationThatFailsRefusesUnlessItsPolicySaysOtherwise() {
        mutating("wrong", """
                - patchType: ApplyConfiguration
                  applyConfiguration: {expression: "Object{spec: Object.spec{a: 1}}"}
                """);
        bindMutating("wrong");
        assertThatThrownBy(() -> config("a", "{x: z}"))
                .hasMessage(
                        "policy 'wrong' with binding 'wrong' denied request: error applying patch: failed to convert"
                                + " patch object to typed object: .spec: field not declared in schema");
        local.patch(
                local.target(policies("mutatingadmissionpolicies"), "", "wrong"),
                "{'spec':{'failurePolicy':'Ignore'}}");
        config("a", "{x: z}");
    }

    @Test
    void aValueOfTheWrongKindIsNotMergedAndNoNullIsWritten() {
        mutating("wrong", """
                - patchType: ApplyConfiguration
                  applyConfiguration:
                    expression: "has(object.data.nothing) ? Object{data: Object.data{b: dyn(null)}} : Object{data: Object.data{b: 5}}"
                """);
        bindMutating("wrong");
        assertThatThrownBy(() -> config("a", "{x: z}"))
                .hasMessageEndingWith("failed to convert patch object to typed object: .data.b: expected string, got"
                        + " &value.valueUnstructured{Value:5}");
        assertThatThrownBy(() -> config("a", "{nothing: z}"))
                .hasMessageEndingWith(".data.b: expected string, got &value.valueUnstructured{Value:0}");
    }

    @Test
    void aFractionIsNotMergedIntoAWholeNumber() {
        policy("MutatingAdmissionPolicy", "half", """
                matchConstraints:
                  resourceRules:
                  - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
                reinvocationPolicy: Never
                mutations:
                - patchType: ApplyConfiguration
                  applyConfiguration: {expression: "Object{spec: Object.spec{replicas: 1.5}}"}
                """);
        bindMutating("half");
        assertThatThrownBy(() -> deployment("a"))
                .hasMessageEndingWith("unable to convert unstructured object to apps/v1, Kind=Deployment:"
                        + " cannot convert float64 to int32");
    }

    @Test
    void aScaleHasNoTypeToMergeBy() {
        deployment("a");
        policy("MutatingAdmissionPolicy", "scale", """
                matchConstraints:
                  resourceRules:
                  - {apiGroups: [apps], apiVersions: [v1], operations: [UPDATE], resources: [deployments/scale]}
                reinvocationPolicy: Never
                mutations:
                - patchType: ApplyConfiguration
                  applyConfiguration: {expression: "Object{spec: Object.spec{replicas: 7}}"}
                """);
        bindMutating("scale");
        Target scale =
                new Target(local.target("apps/v1/deployments", "default", "a").served(), "default", "a", "scale");
        ObjectNode wanted = LocalRegistry.parsed(
                "{'apiVersion':'autoscaling/v1','kind':'Scale','metadata':{'name':'a','namespace':'default'},'spec':{'replicas':3}}");
        assertThatThrownBy(() -> local.registry().scales().replace(scale, Body.of(wanted), WriteOptions.system()))
                .hasMessageEndingWith("no corresponding type for autoscaling/v1, Kind=Scale");
    }

    @Test
    void whatHasNoJsonCannotBePatchedIn() {
        mutating("types", """
                - patchType: JSONPatch
                  jsonPatch: {expression: "[JSONPatch{op: 'add', path: '/metadata/annotations', value: {1: 'x'}}]"}
                """);
        bindMutating("types");
        assertThatThrownBy(() -> config("a", "{x: z}"))
                .hasMessageEndingWith("JSONPath valueExpression evaluated to a type that could not marshal to JSON:"
                        + " unsupported type conversion from 'int' to string");
    }

    @Test
    void aParameterStaysAsItIsWhenItIsCopiedIntoAnObjectThatChanges() {
        create("v1/configmaps", "default", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: params, annotations: {from: params}}
                """);
        policy("MutatingAdmissionPolicy", "copy", CONFIG_MAPS + """
                reinvocationPolicy: Never
                paramKind: {apiVersion: v1, kind: ConfigMap}
                mutations:
                - patchType: JSONPatch
                  jsonPatch:
                    expression: >
                      [JSONPatch{op: 'add', path: '/metadata/annotations', value: params.metadata.annotations},
                       JSONPatch{op: 'add', path: '/metadata/annotations/name', value: object.metadata.name}]
                """);
        policy("MutatingAdmissionPolicyBinding", "copy", """
                policyName: copy
                paramRef: {name: params, parameterNotFoundAction: Deny}
                matchResources: {objectSelector: {matchLabels: {copy: 'yes'}}}
                """);
        for (String name : List.of("a", "b")) {
            ObjectNode made = create(
                    "v1/configmaps",
                    "default",
                    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + ", labels: {copy: 'yes'}}\n");
            assertThat(Meta.of(made).annotations()).isEqualTo(Map.of("from", "params", "name", name));
        }
        local.patch(
                local.target("v1/configmaps", "default", "params"),
                "{'metadata':{'annotations':{'from':'elsewhere'}}}");
        ObjectNode made = create(
                "v1/configmaps",
                "default",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, labels: {copy: 'yes'}}\n");
        assertThat(Meta.of(made).annotations()).containsEntry("from", "elsewhere");
    }

    @Test
    void whoNamesNoVersionReplacesThePresentOne() {
        config("a", "{x: z}");
        policy("ValidatingAdmissionPolicy", "version", CONFIG_MAPS + """
                validations:
                - expression: "oldObject == null || object.metadata.resourceVersion == oldObject.metadata.resourceVersion"
                """);
        bind("version", "Deny");
        local.put(
                local.target("v1/configmaps", "default", "a"),
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a'},'data':{'x':'y'}}");
    }

    @Test
    void nothingIsMergedIntoWhatIsOwnedAsAWhole() {
        policy("MutatingAdmissionPolicy", "atomic", """
                matchConstraints:
                  resourceRules:
                  - {apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [services]}
                reinvocationPolicy: Never
                mutations:
                - patchType: ApplyConfiguration
                  applyConfiguration: {expression: "Object{spec: Object.spec{selector: {'a': 'b'}}}"}
                """);
        bindMutating("atomic");
        assertThatThrownBy(() -> create("v1/services", "default", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: a}
                        spec: {ports: [{port: 80}]}
                        """))
                .hasMessageContaining("may not mutate atomic arrays, maps or structs: .spec.selector");
    }

    @Test
    void parametersAreFoundInTheNamespaceOfTheRequest() {
        policy("ValidatingAdmissionPolicy", "limit", CONFIG_MAPS + """
                paramKind: {apiVersion: v1, kind: Secret}
                validations:
                - expression: "object.data.size() <= int(params.metadata.labels.most)"
                  messageExpression: "'at most ' + params.metadata.labels.most"
                """);
        policy("ValidatingAdmissionPolicyBinding", "limit", """
                policyName: limit
                paramRef: {selector: {matchLabels: {use: 'yes'}}, parameterNotFoundAction: Deny}
                validationActions: [Deny]
                """);
        assertThatThrownBy(() -> config("a", "{a: x, b: z}"))
                .hasMessageContaining("no params found for policy binding with `Deny` parameterNotFoundAction");
        create("v1/secrets", "default", """
                apiVersion: v1
                kind: Secret
                metadata: {name: limit, labels: {use: 'yes', most: '1'}}
                """);
        assertThatThrownBy(() -> config("a", "{a: x, b: z}")).hasMessageContaining("at most 1");
        config("a", "{a: x}");
    }

    @Test
    void aDeletionIsJudgedByWhatIsDeleted() {
        policy("ValidatingAdmissionPolicy", "keep", """
                matchConstraints:
                  resourceRules:
                  - {apiGroups: [''], apiVersions: [v1], operations: [DELETE], resources: [configmaps]}
                validations:
                - expression: "object == null && !('keep' in oldObject.data)"
                  messageExpression: "oldObject.metadata.name + ' stays'"
                """);
        bind("keep", "Deny");
        config("kept", "{keep: x}");
        config("loose", "{a: x}");
        assertThatThrownBy(() -> local.delete(local.target("v1/configmaps", "default", "kept")))
                .hasMessageContaining("kept stays");
        local.delete(local.target("v1/configmaps", "default", "loose"));
    }

    private static final String CONFIG_MAPS = """
            matchConstraints:
              resourceRules:
              - {apiGroups: [''], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps]}
            """;

    private void validating(String name, String expression, String message) {
        String told = message.isEmpty() ? "" : "  message: " + Json.quote(message) + "\n";
        policy(
                "ValidatingAdmissionPolicy",
                name,
                CONFIG_MAPS + "validations:\n- expression: " + Json.quote(expression) + "\n" + told);
    }

    private void mutating(String name, String mutations) {
        mutating(name, mutations, "Never");
    }

    private void mutating(String name, String mutations, String reinvocation) {
        policy(
                "MutatingAdmissionPolicy",
                name,
                CONFIG_MAPS + "reinvocationPolicy: " + reinvocation + "\nmutations:\n" + mutations);
    }

    private void bind(String policy, String action) {
        policy(
                "ValidatingAdmissionPolicyBinding",
                policy,
                "policyName: " + policy + "\nvalidationActions: [" + action + "]\n");
    }

    private void bindMutating(String policy) {
        policy("MutatingAdmissionPolicyBinding", policy, "policyName: " + policy + "\n");
    }

    private void policy(String kind, String name, String spec) {
        String resource = switch (kind) {
            case "ValidatingAdmissionPolicy" -> "validatingadmissionpolicies";
            case "MutatingAdmissionPolicy" -> "mutatingadmissionpolicies";
            case "ValidatingAdmissionPolicyBinding" -> "validatingadmissionpolicybindings";
            default -> "mutatingadmissionpolicybindings";
        };
        create(
                policies(resource),
                "",
                "apiVersion: admissionregistration.k8s.io/v1\nkind: " + kind + "\nmetadata: {name: " + name
                        + "}\nspec:\n" + spec.indent(2));
    }

    private static String policies(String resource) {
        return "admissionregistration.k8s.io/v1/" + resource;
    }

    private void deployment(String name) {
        create("apps/v1/deployments", "default", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s}
                spec:
                  selector: {matchLabels: {a: b}}
                  template:
                    metadata: {labels: {a: b}}
                    spec: {containers: [{name: c, image: i}]}
                """.formatted(name));
    }

    private ObjectNode config(String name, String data) {
        return create(
                "v1/configmaps",
                "default",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\ndata: " + data + "\n");
    }

    private ObjectNode create(String resource, String namespace, String yaml) {
        WriteOptions options = new WriteOptions(
                false, FieldValidation.STRICT, "", Caller.SYSTEM, Json.object(), local.warnings()::add, audited::put);
        Body body = new Body(yaml.getBytes(StandardCharsets.UTF_8), Body.Format.YAML);
        return LocalRegistry.parsed(local.registry()
                .writer()
                .create(local.target(resource, namespace, ""), body, options)
                .json());
    }
}
