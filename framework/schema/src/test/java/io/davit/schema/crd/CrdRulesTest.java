package io.davit.schema.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.error.Cause;
import io.davit.model.json.Json;
import io.davit.model.name.Names;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CrdRulesTest {

    /** Definitions that a kube-apiserver was given, and what it said. */
    record Recorded(String name, ObjectNode crd, List<Cause> causes) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Recorded> recorded() throws IOException {
        try (InputStream lines = Objects.requireNonNull(CrdRulesTest.class.getResourceAsStream("definitions.jsonl"))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().map(CrdRulesTest::read).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void saysWhatKubernetesSays(Recorded recorded) {
        CrdRules.applyDefaults(recorded.crd());
        CrdRules.recordStorageVersion(recorded.crd());

        List<Cause> causes = new ArrayList<>(nameCauses(recorded.crd()));
        causes.addAll(CrdRules.validateCreate(recorded.crd(), RuleChecker.NONE));

        assertThat(causes.stream().map(CrdRulesTest::comparable).toList())
                .containsExactlyInAnyOrderElementsOf(
                        recorded.causes().stream().map(CrdRulesTest::comparable).toList());
    }

    /** The list of versions is shown in another form: only what is said of it counts. */
    private static Cause comparable(Cause cause) {
        int value = cause.message().lastIndexOf("]: ");
        return cause.field().equals("spec.versions")
                        && (value >= 0 || cause.message().startsWith("*"))
                ? new Cause(cause.reason(), cause.message().substring(value < 0 ? 1 : value + 3), cause.field())
                : cause;
    }

    /** What the rules of every kind's metadata say of the name. */
    private static List<Cause> nameCauses(ObjectNode crd) {
        String name = crd.path("metadata").path("name").asString("");
        return Names.dns1123Subdomain(name).stream()
                .map(wrong -> new Cause(
                        "FieldValueInvalid", "Invalid value: " + Json.quote(name) + ": " + wrong, "metadata.name"))
                .toList();
    }

    private static Recorded read(String line) {
        ObjectNode json = Json.parseObject(line.getBytes(StandardCharsets.UTF_8));
        List<Cause> causes = new ArrayList<>();
        json.path("causes")
                .forEach(each -> causes.add(new Cause(
                        each.get(1).asString(),
                        each.get(2).asString(),
                        each.get(0).asString())));
        return new Recorded(json.path("case").asString(), (ObjectNode) json.path("crd"), causes);
    }

    @Test
    void fillsInNamesAndConversion() {
        ObjectNode crd = crd("{'spec':{'group':'a.b','names':{'plural':'things','kind':'Thing'}}}");

        CrdRules.applyDefaults(crd);

        assertThat(crd.path("spec").path("names"))
                .isEqualTo(crd("{'plural':'things','kind':'Thing','singular':'thing','listKind':'ThingList'}"));
        assertThat(crd.path("spec").path("conversion")).isEqualTo(crd("{'strategy':'None'}"));
    }

    @Test
    void keepsWhatAnEstablishedDefinitionStoresUnder() {
        ObjectNode old = crd("{'metadata':{'name':'things.a.b'},'spec':{'group':'a.b','scope':'Namespaced',"
                + "'names':{'plural':'things','kind':'Thing'},'versions':[{'name':'v1','served':true,'storage':true,"
                + "'schema':{'openAPIV3Schema':{'type':'object'}}}]},'status':{'storedVersions':['v1'],"
                + "'conditions':[{'type':'Established','status':'True'}]}}");
        CrdRules.applyDefaults(old);
        ObjectNode crd = old.deepCopy();
        ObjectNode spec = (ObjectNode) crd.path("spec");
        spec.put("scope", "Cluster");
        ((ObjectNode) spec.path("names")).put("plural", "others").put("kind", "Other");
        ((ObjectNode) spec.path("versions").get(0)).put("name", "v2");

        assertThat(CrdRules.validateUpdate(crd, old, RuleChecker.NONE))
                .extracting(Cause::field)
                .containsExactly(
                        "spec.scope",
                        "spec.names.kind",
                        "spec.names.plural",
                        "status.storedVersions",
                        "status.storedVersions[0]");
    }

    @Test
    void warnsOfFormatsThatNobodyChecks() {
        assertThat(
                        CrdRules.warnings(
                                crd(
                                        "{'spec':{'versions':[{'schema':{'openAPIV3Schema':{'properties':{"
                                                + "'a':{'format':'colour-name'},'b':{'items':{'format':'date-time'}},'c':{'type':'integer','format':'int32'},'d':{'type':'number','format':'int64'}}}}}]}}")))
                .containsExactly("unrecognized format \"colour-name\"", "unrecognized format \"int64\"");
    }

    /** Whatever stands in a definition, there is an answer. */
    @Test
    void survivesAnyDefinition() {
        Random random = new Random(23);
        for (int i = 0; i < 5_000; i++) {
            ObjectNode crd = crd("{'metadata':{'name':'x'}}");
            crd.set("spec", generated(random, 7));
            crd.set("status", generated(random, 3));
            CrdRules.applyDefaults(crd);
            CrdRules.recordStorageVersion(crd);
            assertThat(CrdRules.validateCreate(crd, RuleChecker.NONE)).isNotEmpty();
            assertThat(CrdRules.validateUpdate(crd, crd, RuleChecker.NONE)).isNotNull();
            assertThat(CrdRules.warnings(crd)).isNotNull();
            assertThat(NamesDecision.of(crd, List.of(crd))).isNotNull();
        }
    }

    private static final String[] NAMES = {
        "versions",
        "schema",
        "openAPIV3Schema",
        "properties",
        "items",
        "additionalProperties",
        "metadata",
        "anyOf",
        "not",
        "default",
        "type",
        "names",
        "kind",
        "conversion",
        "webhook",
        "clientConfig",
        "service",
        "subresources",
        "scale",
        "status",
        "enum",
        "x-kubernetes-list-type",
        "x-kubernetes-list-map-keys",
        "x-kubernetes-validations",
        "selectableFields",
        "name",
        "storage",
        "additionalPrinterColumns",
        "jsonPath",
        "pattern",
        "format",
        "required",
        "acceptedNames",
        "shortNames",
        "storedVersions",
    };

    private static JsonNode generated(Random random, int depth) {
        String[] words = {
            "object", "array", "string", "map", "set", "None", "Webhook", ".a.b", "v1", "(", "", "Cluster", "['a"
        };
        switch (random.nextInt(depth > 0 ? 8 : 3)) {
            case 0:
                return crd("{'x':" + new String[] {"null", "true", "1", "-2.5"}[random.nextInt(4)] + "}")
                        .path("x");
            case 1, 2:
                return Json.object()
                        .put("x", words[random.nextInt(words.length)])
                        .path("x");
            case 3:
                return Json.array().add(generated(random, depth - 1)).add(generated(random, depth - 1));
            default:
                ObjectNode map = Json.object();
                for (int n = random.nextInt(8); n >= 0; n--) {
                    map.set(NAMES[random.nextInt(NAMES.length)], generated(random, depth - 1));
                }
                return map;
        }
    }

    private static ObjectNode crd(String text) {
        return Json.parseObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
