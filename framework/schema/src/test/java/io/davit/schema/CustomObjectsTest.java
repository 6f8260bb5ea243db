package io.davit.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.json.Json;
import io.davit.model.json.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CustomObjectsTest {

    private static final String TYPE = "FieldValueTypeInvalid";
    private static final String INVALID = "FieldValueInvalid";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'string'}|1|v|FieldValueTypeInvalid|Invalid value: 'integer': v in body must be of type string: 'integer'",
                "{'type':'string'}|null|v|FieldValueTypeInvalid|Invalid value: 'null': v in body must be of type string: 'null'",
                "{'type':'integer'}|'1'|v|FieldValueTypeInvalid|Invalid value: 'string': v in body must be of type integer: 'string'",
                "{'x-kubernetes-int-or-string':true}|true|v|FieldValueTypeInvalid|Invalid value: 'boolean': v in body must be of type integer,string: 'boolean'",
                "{'type':'integer','minimum':2}|1|v|FieldValueInvalid|Invalid value: 1: v in body should be greater than or equal to 2",
                "{'type':'integer','maximum':10}|11|v|FieldValueInvalid|Invalid value: 11: v in body should be less than or equal to 10",
                "{'type':'number','minimum':0,'exclusiveMinimum':true}|0|v|FieldValueInvalid|Invalid value: 0: v in body should be greater than 0",
                "{'type':'number','maximum':1.5,'exclusiveMaximum':true}|1.5|v|FieldValueInvalid|Invalid value: 1.5: v in body should be less than 1.5",
                "{'type':'integer','multipleOf':5}|7|v|FieldValueInvalid|Invalid value: 7: v in body should be a multiple of 5",
                "{'type':'number','multipleOf':0.1}|0.35|v|FieldValueInvalid|Invalid value: 0.35: v in body should be a multiple of 0.1",
                "{'type':'integer','enum':[1,2,3]}|4|v|FieldValueNotSupported|Unsupported value: 4: supported values: '1', '2', '3'",
                "{'type':'string','enum':['Red','']}|'red'|v|FieldValueNotSupported|Unsupported value: 'red': supported values: 'Red', ''",
                "{'type':'string','minLength':2}|'\ud83d\ude00'|v|FieldValueInvalid|Invalid value: '\ud83d\ude00': v in body should be at least 2 chars long",
                "{'type':'string','maxLength':3}|'abcd'|v|FieldValueTooLong|Too long: may not be more than 3 bytes",
                "{'type':'string','maxLength':1}|'abcd'|v|FieldValueTooLong|Too long: may not be more than 1 byte",
                "{'type':'number','maximum':3}|12345678.5|v|FieldValueInvalid|Invalid value: 1.23456785e+07: v in body should be less than or equal to 3",
                "{'type':'number','multipleOf':0.5}|3|v|FieldValueInvalid|Invalid value: 0: factor MultipleOf declared for v must be positive: 0",
                "{'type':'number','maximum':2.5,'exclusiveMaximum':true}|2|v|FieldValueInvalid|Invalid value: 2: v in body should be less than 2",
                "{'type':'number','format':'int32'}|true|v|FieldValueTypeInvalid|Invalid value: 'boolean': v in body must be of type number: 'boolean'",
                "{'type':'string','pattern':'^[a-z]+$'}|'aB1'|v|FieldValueInvalid|Invalid value: 'aB1': v in body should match `^[a-z]+$`",
                "{'type':'string','format':'ipv4'}|'10.1.2.256'|v|FieldValueTypeInvalid|Invalid value: '10.1.2.256': v in body must be of type ipv4: '10.1.2.256'",
                "{'type':'array','items':{'type':'integer'}}|[1,'a']|v[1]|FieldValueTypeInvalid|Invalid value: 'string': v[1] in body must be of type integer: 'string'",
                "{'type':'array','items':{'type':'string'},'minItems':1}|[]|v|FieldValueInvalid|Invalid value: 0: v in body should have at least 1 items",
                "{'type':'array','items':{'type':'string'},'maxItems':1}|['a','b']|v|FieldValueTooMany|Too many: 2: must have at most 1 item",
                "{'type':'object','additionalProperties':{'type':'integer'}}|{'k':'v'}|v.k|FieldValueTypeInvalid|Invalid value: 'string': v.k in body must be of type integer: 'string'",
                "{'type':'object','required':['a'],'properties':{'a':{'type':'string'}}}|{}|v.a|FieldValueRequired|Required value",
                "{'type':'array','items':{'type':'string'},'x-kubernetes-list-type':'set'}|['a','b','a','a']|v[2]|FieldValueDuplicate|Duplicate value: 'a'",
                "{'type':'array','items':{'type':'object','properties':{'p':{'type':'integer'},'n':{'type':'string'}}},'x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['p','n']}|[{'p':1,'n':'x'},{'p':1,'n':'x'}]|v[1]|FieldValueDuplicate|Duplicate value: {'n':'x','p':1}",
                "{'type':'object','minProperties':1}|{}|v|FieldValueInvalid|Invalid value: 0: v in body should have at least 1 properties",
            })
    void tellsWhatIsWrong(String schema, String value, String field, String reason, String message) {
        assertThat(validate(schema, value))
                .containsExactly(new Cause(reason, message.replace('\'', '"').replace('`', '\''), field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'integer'}|1.0",
                "{'type':'integer'}|1e3",
                "{'type':'number'}|2",
                "{'type':'number','multipleOf':0.1}|0.3",
                "{'type':'number','minimum':2.5}|2",
                "{'type':'integer','enum':[1]}|1.0",
                "{'type':'string','nullable':true}|null",
                "{'type':'string','maxLength':3}|'\u00e4\u00f6\u00fc'",
                "{'type':'string','format':'no-such-format'}|'x'",
                "{'type':'string','format':'date-time'}|'2024-02-29t12:00:00z'",
                "{'x-kubernetes-int-or-string':true}|'25%'",
                "{'type':'array','items':{'type':'number'},'x-kubernetes-list-type':'set'}|[1,1.0]",
                "{'x-kubernetes-preserve-unknown-fields':true}|{'a':[1,{'b':null}]}",
                "{'type':'integer','format':'int64'}|9223372036854775807",
                "{'type':'string','anyOf':[{'pattern':'^a'},{'pattern':'b$'}]}|'xb'",
                "{'type':'string','not':{'pattern':'^a'}}|'b'",
            })
    void acceptsWhatIsRight(String schema, String value) {
        assertThat(validate(schema, value)).isEmpty();
    }

    @Test
    void tooManyMembersDoNotHideWhatIsWrongWithThem() {
        assertThat(validate(
                        "{'type':'object','maxProperties':1,'properties':{'a':{'type':'string'},'b':{'type':'string'}}}",
                        "{'a':'x','b':1}"))
                .extracting(Cause::field)
                .containsExactly("v", "v.b");
    }

    @Test
    void tellsNumbersOutOfRangeAtTheRoot() {
        assertThat(validate("{'type':'integer'}", "1.5"))
                .containsExactly(
                        new Cause(
                                TYPE, "Invalid value: \"number\": v in body must be of type integer: \"number\"", "v"),
                        new Cause(
                                INVALID,
                                "Invalid value: \"\": Checked value must be of type integer (default format) in v",
                                "<nil>"));
        assertThat(validate("{'type':'integer','format':'int64'}", "9223372036854775808"))
                .containsExactly(
                        new Cause(
                                TYPE, "Invalid value: \"float64\": v in body must be of type int64: \"float64\"", "v"),
                        new Cause(
                                INVALID,
                                "Invalid value: \"\": Checked value must be of type integer with format int64 in v",
                                "<nil>"));
    }

    @Test
    void tellsWhichAlternativeCameClosest() {
        assertThat(validate("{'type':'string','oneOf':[{'pattern':'^a'},{'pattern':'^b'}]}", "'c'"))
                .containsExactly(
                        new Cause(
                                INVALID,
                                "Invalid value: \"\": \"v\" must validate one and only one schema (oneOf). Found none valid",
                                "<nil>"),
                        new Cause(INVALID, "Invalid value: \"c\": v in body should match '^a'", "v"));
        assertThat(validate("{'type':'string','oneOf':[{'pattern':'a'},{'pattern':'b'}]}", "'ab'"))
                .containsExactly(new Cause(
                        INVALID,
                        "Invalid value: \"\": \"v\" must validate one and only one schema (oneOf). Found 2 valid alternatives",
                        "<nil>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'s':'toolong'}|{'s':'toolong','n':1}|0",
                "{'s':'toolong'}|{'s':'alsolong'}|1",
                "{'m':[{'k':'1','v':'bad'}]}|{'m':[{'k':'0','v':'x'},{'k':'1','v':'bad'}]}|0",
                "{'a':[{'k':'1','v':'bad'}]}|{'a':[{'k':'0','v':'x'},{'k':'1','v':'bad'}]}|1",
                "{'a':[{'k':'1','v':'bad'}]}|{'a':[{'k':'1','v':'bad'}],'n':2}|0",
            })
    void anUpdateMayKeepWhatWasWrong(String old, String updated, int causes) {
        String element = "{'type':'object','properties':{'k':{'type':'string'},'v':{'type':'string','pattern':'^x'}}}";
        Schema schema =
                schema("{'type':'object','properties':{'s':{'type':'string','maxLength':3},'n':{'type':'integer'},"
                        + "'m':{'type':'array','x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['k'],'items':"
                        + element
                        + "},'a':{'type':'array','items':" + element + "}}}");

        assertThat(Validator.validateUpdate(json(updated), json(old), schema)).hasSize(causes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{'d':'x','dn':'x','od':{'a':'z'}}",
                "{'d':null,'dn':null,'s':null}|{'d':'x','dn':null,'od':{'a':'z'}}",
                "{'m':{'a':null},'md':{'a':null}}|{'m':{},'md':{'a':'v'},'d':'x','dn':'x','od':{'a':'z'}}",
                "{'od':{}}|{'od':{'a':'y'},'d':'x','dn':'x'}",
                "{'l':['a',null]}|{'l':['a',null],'d':'x','dn':'x','od':{'a':'z'}}",
            })
    void fillsInDefaults(String object, String expected) {
        Schema schema = schema("{'type':'object','properties':{'d':{'type':'string','default':'x'},"
                + "'dn':{'type':'string','default':'x','nullable':true},'s':{'type':'string'},"
                + "'od':{'type':'object','properties':{'a':{'type':'string','default':'y'}},'default':{'a':'z'}},"
                + "'m':{'type':'object','additionalProperties':{'type':'string'}},"
                + "'md':{'type':'object','additionalProperties':{'type':'string','default':'v'}},"
                + "'l':{'type':'array','items':{'type':'string'}}}}");
        ObjectNode filled = object(object);

        Defaulter.apply(filled, schema);
        ObjectNode twice = filled.deepCopy();
        Defaulter.apply(twice, schema);

        assertThat(filled).isEqualTo(json(expected));
        assertThat(twice).isEqualTo(filled);
    }

    @Test
    void prunesAndNamesWhatItPruned() {
        Schema schema = schema(
                "{'type':'object','properties':{'spec':{'type':'object','properties':{"
                        + "'l':{'type':'array','items':{'type':'object','properties':{'x':{'type':'integer'}}}},"
                        + "'any':{'type':'object','additionalProperties':true},"
                        + "'free':{'type':'object','x-kubernetes-preserve-unknown-fields':true,'properties':{'known':{'type':'object'}}}}}}}");
        ObjectNode object =
                object("{'apiVersion':'v1','metadata':{'x':1},'spex':{},'spec':{'zzz':1,'l':[{'x':1,'y':2}],"
                        + "'any':{'k':{'gone':1}},'free':{'q':{'r':1},'known':{'gone':1}}}}");

        assertThat(Pruner.prune(object, schema))
                .containsExactly("spec.any.k.gone", "spec.free.known.gone", "spec.l[0].y", "spec.zzz", "spex");
        assertThat(object)
                .isEqualTo(json("{'apiVersion':'v1','metadata':{'x':1},'spec':{'l':[{'x':1}],'any':{'k':{}},"
                        + "'free':{'q':{'r':1},'known':{}}}}"));
    }

    @Test
    void embeddedResourcesNeedApiVersionAndKind() {
        String schema =
                "{'type':'object','x-kubernetes-embedded-resource':true,'x-kubernetes-preserve-unknown-fields':true}";

        assertThat(validate(schema, "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'A_b'}}"))
                .isEmpty();
        assertThat(validate(schema, "{}"))
                .containsExactly(
                        new Cause("FieldValueRequired", "Required value", "v.apiVersion"),
                        new Cause("FieldValueRequired", "Required value", "v.kind"));
        assertThat(validate(schema, "{'apiVersion':'a/b/c','kind':''}"))
                .containsExactly(
                        new Cause(
                                INVALID,
                                "Invalid value: \"a/b/c\": unexpected GroupVersion string: a/b/c",
                                "v.apiVersion"),
                        new Cause(INVALID, "Invalid value: \"\": must not be empty", "v.kind"));
    }

    @Test
    void embeddedMetadataIsCutDownToWhatMetadataHolds() {
        Schema schema =
                schema("{'type':'object','properties':{'v':{'type':'object','x-kubernetes-embedded-resource':true}}}");
        ObjectNode object =
                object("{'v':{'apiVersion':'v1','kind':'Pod','metadata':{'name':'a','nonsense':1,'uid':null}}}");

        assertThat(Pruner.prune(object, schema)).containsExactly("v.metadata.nonsense");
        assertThat(object.at("/v/metadata")).isEqualTo(json("{'name':'a'}"));
        assertThatThrownBy(() -> Pruner.prune(object("{'v':{'kind':5}}"), schema))
                .isInstanceOf(ApiException.class)
                .hasMessage("v.kind: Invalid value: 5: must be a string");
    }

    /** Whatever the object and the schema, no other exception comes out; and pruning and defaulting are idempotent. */
    @Test
    void survivesAnyObjectAndSchema() {
        Random random = new Random(17);
        for (int i = 0; i < 5_000; i++) {
            Schema schema = Schema.read(generated(random, 4, SCHEMA_NAMES));
            ObjectNode object =
                    generated(random, 4, new String[] {"a", "b", "kind", "apiVersion", "metadata", "items"});
            ObjectNode old = object.deepCopy();
            try {
                Pruner.prune(object, schema);
            } catch (ApiException e) {
                assertThat(e.code()).isEqualTo(400);
                continue;
            }
            assertThat(Pruner.prune(object.deepCopy(), schema)).isEmpty();
            Defaulter.apply(object, schema);
            assertThat(Validator.validate(object, schema)).isNotNull();
            assertThat(Validator.validateUpdate(object, old, schema)).isNotNull();
        }
    }

    private static final String[] SCHEMA_NAMES = {
        "type",
        "properties",
        "items",
        "additionalProperties",
        "a",
        "b",
        "enum",
        "minimum",
        "maxLength",
        "pattern",
        "anyOf",
        "not",
        "required",
        "nullable",
        "x-kubernetes-preserve-unknown-fields",
        "x-kubernetes-embedded-resource",
        "x-kubernetes-int-or-string",
        "x-kubernetes-list-type",
        "x-kubernetes-list-map-keys",
        "format",
        "multipleOf",
    };

    private static ObjectNode generated(Random random, int depth, String[] names) {
        ObjectNode map = Json.object();
        for (int n = random.nextInt(6); n > 0; n--) {
            map.set(names[random.nextInt(names.length)], value(random, depth, names));
        }
        return map;
    }

    private static JsonNode value(Random random, int depth, String[] names) {
        String[] words = {"object", "array", "string", "integer", "number", "set", "map", "a", "date", "(", "boolean"};
        return switch (random.nextInt(depth > 0 ? 7 : 3)) {
            case 0 ->
                json(new String[] {"null", "0", "-1.5", "true", "9223372036854775808", "1e300"}[random.nextInt(6)]);
            case 1, 2 -> json("'" + words[random.nextInt(words.length)] + "'");
            case 3 -> Json.array().add(value(random, depth - 1, names)).add(value(random, depth - 1, names));
            default -> generated(random, depth - 1, names);
        };
    }

    private static List<Cause> validate(String schema, String value) {
        Schema whole = schema("{'type':'object','properties':{'v':" + schema + "}}");
        return Validator.validate(json("{'v':" + value + "}"), whole);
    }

    private static Schema schema(String text) {
        return Schema.read(object(text));
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }

    private static JsonNode json(String text) {
        return JsonDocument.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .root();
    }
}
