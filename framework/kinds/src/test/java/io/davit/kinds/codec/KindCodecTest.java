package io.davit.kinds.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.GroupVersion;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class KindCodecTest {

    private static final KindCodec CONFIG_MAPS = codec("v1", "ConfigMap");
    private static final KindCodec DEPLOYMENTS = codec("apps/v1", "Deployment");

    @Test
    void takesKindAndVersionFromWhatIsExpected() {
        Decoded decoded = json(CONFIG_MAPS, "{'metadata':{'name':'a'},'data':{'k':'v'}}");
        assertThat(decoded.object())
                .isEqualTo(tree("{'kind':'ConfigMap','apiVersion':'v1','metadata':{'name':'a'},'data':{'k':'v'}}"));
        assertThat(decoded.problems()).isEmpty();
    }

    @Test
    void leavesOutNullsAndEmptyValuesAndWritesWhatIsAlwaysWritten() {
        ObjectNode object = json(
                        DEPLOYMENTS,
                        "{'metadata':{'labels':null,'name':'d'},'spec':{'paused':false,'minReadySeconds':0,'selector':null,"
                                + "'template':{'spec':{'containers':[{'name':'c','env':[],'stdin':null}],'nodeSelector':{}}}}}")
                .object();
        DEPLOYMENTS.complete(object);
        assertThat(object)
                .isEqualTo(tree(
                        "{'kind':'Deployment','apiVersion':'apps/v1','metadata':{'name':'d'},'spec':{'selector':null,"
                                + "'template':{'metadata':{},'spec':{'containers':[{'name':'c','resources':{}}]}},'strategy':{}},"
                                + "'status':{}}"));
    }

    @Test
    void emptyListsAndMapsAreThereUntilTheObjectIsStored() {
        ObjectNode object = json(DEPLOYMENTS, "{'spec':{'template':{'metadata':{'labels':{}}}}}")
                .object();
        assertThat(object.at("/spec/template/metadata")).isEqualTo(tree("{'labels':{}}"));
        DEPLOYMENTS.complete(object);
        assertThat(object.at("/spec/template/metadata")).isEqualTo(tree("{}"));
    }

    @Test
    void aWrongTypeIsToldWithTheStructsThatAreInlinedOnTheWay() {
        KindCodec volumes = codec("v1", "PersistentVolume");
        assertThatThrownBy(() -> json(volumes, "{'spec':{'azureDisk':{'diskName':true}}}"))
                .hasMessageEndingWith("json: cannot unmarshal bool into Go struct field"
                        + " AzureDiskVolumeSource.spec.PersistentVolumeSource.azureDisk.diskName of type string");
    }

    @Test
    void whatAStrategicMergePatchLeftIsToldInTheWordsOfACopy() {
        assertThat(DEPLOYMENTS.fit((ObjectNode) tree("{'spec':{'replicas':'5'}}")))
                .isEqualTo("unrecognized type: int32");
        assertThat(DEPLOYMENTS.fit((ObjectNode) tree("{'spec':{'replicas':1.5}}")))
                .isEqualTo("cannot convert float64 to int32");
        assertThat(DEPLOYMENTS.fit((ObjectNode) tree("{'spec':{'paused':{}}}"))).isEqualTo("unrecognized type: bool");
        assertThat(DEPLOYMENTS.fit((ObjectNode) tree("{'spec':5}"))).isEqualTo("cannot restore struct from: int64");
        assertThat(DEPLOYMENTS.fit((ObjectNode) tree("{'metadata':{'labels':[]}}")))
                .isEqualTo("cannot restore map from slice");
        assertThat(DEPLOYMENTS.fit((ObjectNode) tree("{'metadata':{'finalizers':'x'}}")))
                .isEqualTo("cannot restore slice from string");
        ObjectNode large = (ObjectNode) tree("{'spec':{'replicas':4294967297}}");
        assertThat(DEPLOYMENTS.fit(large)).isEmpty();
        assertThat(large.at("/spec/replicas").intValue()).isEqualTo(1);
    }

    @Test
    void keepsPointersToEmptyValues() {
        JsonNode spec = json(
                        DEPLOYMENTS,
                        "{'spec':{'replicas':0,'template':{'spec':{'containers':[],'hostUsers':false,"
                                + "'securityContext':{}}}}}")
                .object()
                .path("spec");
        assertThat(spec.path("replicas").isInt()).isTrue();
        JsonNode pod = spec.path("template").path("spec");
        assertThat(pod.path("hostUsers").isBoolean()).isTrue();
        assertThat(pod.path("securityContext").isObject()).isTrue();
        assertThat(pod.path("containers")).isEqualTo(Json.array());
    }

    @Test
    void storingMakesAnEmptyListThatIsAlwaysWrittenNull() {
        KindCodec roles = codec("rbac.authorization.k8s.io/v1", "Role");
        ObjectNode role = json(roles, "{'rules':[],'metadata':{'managedFields':[],'labels':{}}}")
                .object();
        assertThat(role.path("rules")).isEqualTo(Json.array());
        assertThat(role.path("metadata")).isEqualTo(tree("{'labels':{},'managedFields':[]}"));
        roles.complete(role);
        assertThat(role.path("rules").isNull()).isTrue();
        assertThat(role.path("metadata")).isEqualTo(tree("{}"));
    }

    @Test
    void nullsInMapsAndListsOfTextsAreEmptyTexts() {
        ObjectNode object = json(CONFIG_MAPS, "{'data':{'b':null,'a':'1'},'metadata':{'finalizers':[null]}}")
                .object();
        assertThat(object.path("data")).isEqualTo(tree("{'a':'1','b':''}"));
        assertThat(object.path("data").propertyNames()).containsExactly("a", "b");
        assertThat(object.path("metadata").path("finalizers"))
                .isEqualTo(Json.array().add(""));
    }

    @Test
    void namesUnknownAndRepeatedFieldsWithTheirPaths() {
        Decoded decoded = json(
                DEPLOYMENTS,
                "{'metadata':{'nam':'x'},'spec':{'Replicas':1,'template':{'spec':{'containers':[{},{'colour':1}]}}},"
                        + "'metadata':{'labels':{'a':'1','a':'2'}}}");
        assertThat(decoded.problems())
                .containsExactly(
                        "unknown field \"metadata.nam\"",
                        "unknown field \"spec.Replicas\"",
                        "unknown field \"spec.template.spec.containers[1].colour\"",
                        "duplicate field \"metadata\"",
                        "duplicate field \"metadata.labels.a\"");
        assertThat(decoded.object().path("metadata").path("labels")).isEqualTo(tree("{'a':'2'}"));
        assertThatThrownBy(decoded::refuseProblems)
                .hasMessageStartingWith("Deployment in version \"v1\" cannot be handled as a Deployment: "
                        + "strict decoding error: unknown field \"metadata.nam\", unknown field");
    }

    @Test
    void namesNoMoreThanAHundredProblems() {
        StringBuilder body = new StringBuilder("{");
        for (int i = 0; i < 500; i++) {
            body.append(i == 0 ? "" : ",").append("'f").append(i).append("':0");
        }
        assertThat(json(CONFIG_MAPS, body + "}").problems()).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'spec':{'replicas':'1'}} | cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32
            {'spec':{'replicas':2.0}} | cannot unmarshal number 2.0 into Go struct field DeploymentSpec.spec.replicas of type int32
            {'spec':{'replicas':1e1}} | cannot unmarshal number 1e1 into Go struct field DeploymentSpec.spec.replicas of type int32
            {'spec':{'replicas':2147483648}} | cannot unmarshal number 2147483648 into Go struct field DeploymentSpec.spec.replicas of type int32
            {'spec':[]} | cannot unmarshal array into Go struct field Deployment.spec of type v1.DeploymentSpec
            {'spec':{'template':{'spec':{'containers':{}}}}} | cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container
            {'spec':{'template':{'spec':{'containers':[{'args':['a',5]}]}}}} | cannot unmarshal number into Go struct field Container.spec.template.spec.containers.args of type string
            {'metadata':{'labels':{'a':true}}} | cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string
            {'metadata':{'creationTimestamp':5}} | cannot unmarshal number into Go struct field ObjectMeta.metadata.creationTimestamp of type string
            {'spec':{'strategy':{'rollingUpdate':{'maxSurge':1.5}}}} | cannot unmarshal number 1.5 into Go struct field RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32
            """)
    void refusesValuesOfAnotherTypeInGosWords(String body, String message) {
        refused(() -> json(DEPLOYMENTS, body))
                .hasMessage("Deployment in version \"v1\" cannot be handled as a Deployment: json: " + message);
    }

    @Test
    void theFirstWrongTypeCounts() {
        refused(() -> json(CONFIG_MAPS, "{'data':{'a':1},'immutable':'x'}"))
                .hasMessageEndingWith("Go struct field ConfigMap.data of type string");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2024-05-01T12:00:00+02:00      | 2024-05-01T10:00:00Z
            2024-05-01T10:00:00.987654321Z | 2024-05-01T10:00:00Z
            2024-05-01T10:00:00,5Z         | 2024-05-01T10:00:00Z
            1969-07-20T20:17:40Z           | 1969-07-20T20:17:40Z
            9999-12-31T23:59:59Z           | 9999-12-31T23:59:59Z
            """)
    void writesTimesInUtcAndWholeSeconds(String given, String written) {
        ObjectNode object = json(CONFIG_MAPS, "{'metadata':{'creationTimestamp':'" + given + "'}}")
                .object();
        assertThat(object.path("metadata").path("creationTimestamp").asString()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2024-05-01           | parsing time "2024-05-01" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"
            2024-05-01T10:00:00  | parsing time "2024-05-01T10:00:00" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "Z07:00"
            2024-05-01t10:00:00z | parsing time "2024-05-01t10:00:00z" as "2006-01-02T15:04:05Z07:00": cannot parse "t10:00:00z" as "T"
            2024-02-30T10:00:00Z | parsing time "2024-02-30T10:00:00Z": day out of range
            2016-12-31T23:59:60Z | parsing time "2016-12-31T23:59:60Z": second out of range
            """)
    void refusesTimesWithoutDateTimeOrZone(String given, String message) {
        refused(() -> json(CONFIG_MAPS, "{'metadata':{'creationTimestamp':'" + given + "'}}"))
                .hasMessageEndingWith(": " + message);
    }

    @Test
    void microTimesHaveSixDigits() {
        KindCodec leases = codec("coordination.k8s.io/v1", "Lease");
        ObjectNode lease = json(leases, "{'spec':{'renewTime':'2024-05-01T12:00:00.120000+02:00'}}")
                .object();
        assertThat(lease.path("spec").path("renewTime").asString()).isEqualTo("2024-05-01T10:00:00.120000Z");
        refused(() -> json(leases, "{'spec':{'renewTime':'2024-05-01T12:00:00Z'}}"))
                .hasMessageContaining("cannot parse");
    }

    @Test
    void writesQuantitiesAndBytesInCanonicalForm() {
        ObjectNode quota = json(
                        codec("v1", "ResourceQuota"), "{'spec':{'hard':{'cpu':'1000m','memory':1.5,'pods':'+1'}}}")
                .object();
        assertThat(quota.path("spec").path("hard")).isEqualTo(tree("{'cpu':'1','memory':'1500m','pods':'+1'}"));
        ObjectNode secret = json(codec("v1", "Secret"), "{'data':{'bits':'YR==','list':[97,98],'nothing':null}}")
                .object();
        assertThat(secret.path("data")).isEqualTo(tree("{'bits':'YQ==','list':'YWI=','nothing':''}"));
    }

    @ParameterizedTest
    @CsvSource({"%%%, 0", "YQ, 0", "AP8Q-_-_, 4", "YW Jj, 2"})
    void refusesBytesThatAreNoBase64(String text, int at) {
        refused(() -> json(codec("v1", "Secret"), "{'data':{'a':'" + text + "'}}"))
                .hasMessageEndingWith(": illegal base64 data at input byte " + at);
    }

    @Test
    void quantitiesThatCannotBeReadAreRefused() {
        refused(() -> json(codec("v1", "ResourceQuota"), "{'spec':{'hard':{'cpu':'one'}}}"))
                .hasMessageContaining("quantities must match the regular expression");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'kind':'Secret','apiVersion':'v1'} | Secret in version "v1" cannot be handled as a ConfigMap: converting (v1.Secret) to (core.ConfigMap): unknown conversion
            {'kind':'Thing','apiVersion':'v1','data':5} | Thing in version "v1" cannot be handled as a ConfigMap: no kind "Thing" is registered for version "v1" in scheme "pkg/runtime/scheme.go:111"
            {'kind':'ConfigMap','apiVersion':'v2'} | ConfigMap in version "v2" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"
            {'apiVersion':'a/b/c'} | the object provided is unrecognized (must be of type ConfigMap): unexpected GroupVersion string: a/b/c ({"apiVersion":"a/b/c"})
            [] | the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" } (5b5d)
            {'a':1} x | the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: invalid character 'x' after top-level value ({"a":1} x)
            {'kind':'ConfigMap' | the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: unexpected end of JSON input ({"kind":"ConfigMap")
            """)
    void refusesBodiesOfAnotherKindAndNoBodiesAtAll(String body, String message) {
        refused(() -> json(CONFIG_MAPS, body)).hasMessage(message.replace("\\\\", "\\"));
    }

    @Test
    void refusesAnotherVersionOfTheSameKind() {
        refused(() -> json(
                        codec("autoscaling/v2", "HorizontalPodAutoscaler"),
                        "{'kind':'HorizontalPodAutoscaler','apiVersion':'autoscaling/v1'}"))
                .hasMessage(
                        "the API version in the data (autoscaling/v1) does not match the expected API version (autoscaling/v2)");
    }

    @Test
    void anEmptyBodyIsNoJsonButNullIsAnEmptyObject() {
        refused(() -> CONFIG_MAPS.decodeJson(new byte[0]))
                .hasMessageEndingWith("unexpected end of JSON input (<empty>)");
        assertThat(json(CONFIG_MAPS, "null").object())
                .isEqualTo(tree("{'kind':'ConfigMap','apiVersion':'v1','metadata':{}}"));
    }

    @Test
    void refusesByteOrderMarksAndEndlessNesting() {
        byte[] marked = "\uFEFF{}".getBytes(StandardCharsets.UTF_8);
        refused(() -> CONFIG_MAPS.decodeJson(marked)).hasMessageContaining("invalid character 'ï'");
        String deep = "{'x':" + "[".repeat(100_000);
        refused(() -> json(CONFIG_MAPS, deep)).hasMessageContaining("json parse error");
    }

    @Test
    void replacesLoneSurrogatesSoThatTheObjectCanBeWritten() {
        ObjectNode object = json(CONFIG_MAPS, "{'data':{'a':'\\ud800x'}}").object();
        assertThat(object.path("data").path("a").asString()).isEqualTo("\uFFFDx");
        assertThat(Json.bytes(object)).isNotEmpty();
    }

    @Test
    void completesAnObjectThatWasChanged() {
        ObjectNode object = json(DEPLOYMENTS, "{'spec':{'replicas':1}}").object();
        ObjectNode before = object.deepCopy();
        DEPLOYMENTS.complete(object);
        assertThat(object).isEqualTo(before);
        object.remove("status");
        object.withObject("spec").put("paused", false).set("template", Json.object());
        DEPLOYMENTS.complete(object);
        assertThat(object).isEqualTo(before);
    }

    @Test
    void readsTheOutcomeOfAPatchLikeABody() {
        Decoded decoded = DEPLOYMENTS.decode(tree("{'spec':{'replicas':3,'colour':'red'}}"));
        assertThat(decoded.problems()).containsExactly("unknown field \"spec.colour\"");
        assertThat(decoded.object().path("spec").path("replicas").intValue()).isEqualTo(3);
        refused(() -> DEPLOYMENTS.decode(tree("{'spec':{'replicas':'x'}}"))).hasMessageContaining("of type int32");
    }

    @Test
    void readsOptionsOfEveryGroup() {
        KindCodec options = codec("v1", "DeleteOptions");
        assertThat(json(options, "{'kind':'DeleteOptions','apiVersion':'policy/v1','gracePeriodSeconds':0}")
                        .object()
                        .path("gracePeriodSeconds")
                        .isInt())
                .isTrue();
    }

    @Test
    void readsYamlAsYaml11AndOnlyTheFirstDocument() {
        Decoded decoded = yaml("""
                metadata: {name: anchors, labels: &l {a: b}, annotations: *l}
                data: {<<: *l, c: "yes"}
                ---
                metadata: {name: second}
                """);
        assertThat(decoded.object())
                .isEqualTo(tree("{'kind':'ConfigMap','apiVersion':'v1','metadata':{'name':'anchors','labels':{'a':'b'},"
                        + "'annotations':{'a':'b'}},'data':{'a':'b','c':'yes'}}"));
        refused(() -> yaml("metadata: {name: y}")).hasMessageContaining("cannot unmarshal bool into");
        refused(() -> yaml("data: {a: 012}")).hasMessageContaining("cannot unmarshal number into");
        assertThat(yaml("").object().path("kind").asString()).isEqualTo("ConfigMap");
    }

    @Test
    void namesKeysThatYamlSetsTwice() {
        Decoded decoded = yaml("""
                metadata: {name: i}
                unknown: 1
                data:
                  k: "1"
                  k: "2"
                """);
        assertThat(decoded.warnings())
                .containsExactly("line 5: key \"k\" already set in map", "unknown field \"unknown\"");
        assertThat(decoded.strictError())
                .isEqualTo(
                        "strict decoding error: yaml: unmarshal errors:\n  line 5: key \"k\" already set in map, unknown field \"unknown\"");
        assertThat(decoded.object().path("data").path("k").asString()).isEqualTo("2");
    }

    @Test
    void refusesYamlThatGrowsWithoutEnd() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(",", java.util.Collections.nCopies(10, alias))));
        }
        refused(() -> yaml(bomb.toString())).hasMessageContaining("excessive aliasing");
        refused(() -> yaml("[".repeat(5000))).hasMessageContaining("yaml: ");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(400));
    }

    private static KindCodec codec(String apiVersion, String kind) {
        return Objects.requireNonNull(
                KindCodec.of(GroupVersion.parse(apiVersion).kind(kind)));
    }

    private static Decoded json(KindCodec codec, String body) {
        return codec.decodeJson(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Decoded yaml(String body) {
        return CONFIG_MAPS.decodeYaml(body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode tree(String json) {
        return Json.parse(json.replace('\'', '"'));
    }
}
