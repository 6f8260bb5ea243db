package io.davit.patch.managed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stories of several writers and one object. */
class ApplyStoriesTest {

    private static final String TEXT = "{'type':'string'}";
    private static final String SCHEMA = "{'type':'object','properties':{"
            + "'a':" + TEXT + ",'b':" + TEXT + ",'n':{'type':'integer'},"
            + "'map':{'type':'object','additionalProperties':" + TEXT + "},"
            + "'whole':{'type':'object','x-kubernetes-map-type':'atomic','additionalProperties':" + TEXT + "},"
            + "'list':{'type':'array','items':" + TEXT + "},"
            + "'set':{'type':'array','x-kubernetes-list-type':'set','items':" + TEXT + "},"
            + "'ports':{'type':'array','x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['port','protocol'],"
            + "'items':{'type':'object','properties':{'port':{'type':'integer'},'protocol':{'type':'string','default':'TCP'},"
            + "'name':" + TEXT + "}}},"
            + "'free':{'type':'object','x-kubernetes-preserve-unknown-fields':true},"
            + "'any':{'x-kubernetes-preserve-unknown-fields':true}}}";

    private final Story story = Story.of(SCHEMA);

    @Test
    void whoAppliesOwnsWhatIsMentioned() {
        story.applies("one", "{'a':'1','map':{'x':'1'},'set':['p'],'ports':[{'port':80}]}")
                .becomes("{'a':'1','map':{'x':'1'},'set':['p'],'ports':[{'port':80}]}")
                .owners(
                        "one Apply: a map.x ports[port=80,protocol=\"TCP\"] ports[port=80,protocol=\"TCP\"].port set[=\"p\"]");
    }

    @Test
    void equalValuesAreSharedAndOtherValuesConflict() {
        story.applies("one", "{'a':'1','b':'1'}").applies("two", "{'a':'1'}").owners("one Apply: a b", "two Apply: a");

        assertThat(story.refuses("two", "{'a':'2'}"))
                .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .spec.a");
        assertThat(story.refuses("three", "{'a':'2','b':'2'}"))
                .isEqualTo("Apply failed with 3 conflicts: conflicts with \"one\":\n- .spec.a\n- .spec.b\n"
                        + "conflicts with \"two\":\n- .spec.a");
        story.becomes("{'a':'1','b':'1'}").owners("one Apply: a b", "two Apply: a");
    }

    @Test
    void forceTakesFieldsAway() {
        story.applies("one", "{'a':'1','b':'1'}")
                .forces("two", "{'a':'2'}")
                .becomes("{'a':'2','b':'1'}")
                .owners("one Apply: b", "two Apply: a")
                .forces("two", "{'a':'2','b':'2'}")
                .owners("two Apply: a b");
    }

    @Test
    void whatIsNoLongerAppliedGoesUnlessSomebodyElseOwnsIt() {
        story.applies("one", "{'a':'1','b':'1','map':{'x':'1','y':'1'},'set':['p','q']}")
                .applies("two", "{'b':'1','map':{'y':'1'},'set':['q','r']}")
                .applies("one", "{}")
                .becomes("{'b':'1','map':{'y':'1'},'set':['q','r']}")
                .owners("one Apply: .spec", "two Apply: b map.y set[=\"q\"] set[=\"r\"]")
                .applies("two", "{}")
                .owners("one Apply: .spec", "two Apply: .spec");
        assertThat(story.object().path("spec").isEmpty()).isTrue();
    }

    @Test
    void whatAnUpdaterAddedToAnAppliedMapStays() {
        story.applies("one", "{'map':{'x':'1'},'ports':[{'port':80}]}")
                .updates("up", "{'map':{'x':'1','y':'2'},'ports':[{'port':80,'name':'n'},{'port':81}]}")
                .owners(
                        "one Apply: map.x ports[port=80,protocol=\"TCP\"] ports[port=80,protocol=\"TCP\"].port",
                        "up Update: map.y ports[port=81,protocol=\"TCP\"] ports[port=80,protocol=\"TCP\"].name"
                                + " ports[port=81,protocol=\"TCP\"].port")
                .applies("one", "{}")
                // an element goes with whoever applied it, also where somebody else has written into it
                .becomes("{'map':{'y':'2'},'ports':[{'port':81}]}");
    }

    @Test
    void anUpdateTakesWhatItChangesFromItsOwners() {
        story.applies("one", "{'a':'1','b':'1','set':['p','q']}")
                .updates("up", "{'a':'2','b':'1','set':['p']}")
                .owners("one Apply: b set[=\"p\"]", "up Update: a");
        assertThat(story.refuses("one", "{'a':'1'}"))
                .isEqualTo("Apply failed with 1 conflict: conflict with \"up\" using v1: .spec.a");
    }

    @Test
    void wholesAreOwnedAsWholes() {
        story.applies("one", "{'whole':{'x':'1'},'list':['p']}").owners("one Apply: list whole");
        assertThat(story.refuses("two", "{'whole':{'y':'1'},'list':['p','q']}"))
                .contains("- .spec.list\n- .spec.whole");
        story.forces("two", "{'whole':{'y':'1'},'list':['q']}").becomes("{'whole':{'y':'1'},'list':['q']}");
    }

    @Test
    void elementsOfKeyedListsBelongToWhoeverAppliesThem() {
        story.applies("one", "{'ports':[{'port':80,'name':'web'},{'port':53,'protocol':'UDP'}]}")
                .applies("two", "{'ports':[{'port':443},{'port':80}]}")
                .becomes("{'ports':[{'port':443},{'port':80,'name':'web'},{'port':53,'protocol':'UDP'}]}")
                .applies("one", "{'ports':[]}")
                .becomes("{'ports':[{'port':443},{'port':80}]}");
    }

    @Test
    void elementsThatBothHaveComeInTheAppliedOrder() {
        story.applies("one", "{'set':['a','b','c','d']}")
                .applies("two", "{'set':['d','x','b','y']}")
                .becomes("{'set':['a','c','d','x','b','y']}");
    }

    @Test
    void elementsThatComeTwiceAreRefusedInAnApplyAndToleratedInTheObject() {
        assertThat(story.refuses("one", "{'set':['a','a']}")).endsWith(".spec.set: duplicate entries for key [=\"a\"]");

        story.updates("up", "{'set':['a','a','b'],'ports':[{'port':80},{'port':80,'name':'n'}]}")
                .owners("up Update: .spec ports set ports[port=80,protocol=\"TCP\"] set[=\"a\"] set[=\"b\"]")
                .applies("one", "{'set':['b','c']}")
                .becomes("{'set':['a','a','b','c'],'ports':[{'port':80},{'port':80,'name':'n'}]}")
                .forces("one", "{'set':['a']}")
                .becomes("{'set':['a','b'],'ports':[{'port':80},{'port':80,'name':'n'}]}");
    }

    @Test
    void unknownFieldsAndWrongTypesAreRefusedAsAWhole() {
        assertThat(story.refuses("one", "{'unknown':'x'}"))
                .isEqualTo("failed to create typed patch object (/thing; /v1, Kind=Thing): .spec.unknown: field not"
                        + " declared in schema");
        assertThat(story.refuses("one", "{'n':'x','map':{'k':1},'ports':[{'port':80,'extra':1}],'list':{}}"))
                .contains(
                        ".spec.n: expected numeric",
                        ".spec.map.k: expected string, got &value.valueUnstructured{Value:1}",
                        ".spec.list: expected list")
                .contains(".spec.ports[port=80,protocol=\"TCP\"].extra: field not declared in schema");
        assertThat(story.refuses("one", "{'ports':[{'protocol':1}]}")).contains("protocol: expected string");
        assertThat(story.refuses("one", "{'ports':[null]}")).contains("may not have a null element");
        assertThat(story.refuses("one", "{'set':[{}]}")).contains("has an element that's a map type");
        assertThat(story.object()).isEmpty();
    }

    @Test
    void whatNoSchemaKnowsIsOwnedKeyByKeyAndListsAsWholes() {
        story.applies("one", "{'free':{'a':{'b':[1]},'e':{}},'any':{'x':1}}")
                .owners("one Apply: any.x free.a free.e free.a.b")
                .applies("two", "{'free':{'a':{'c':null}}}")
                .becomes("{'free':{'a':{'b':[1],'c':null},'e':{}},'any':{'x':1}}")
                .forces("two", "{'any':'text'}")
                .becomes("{'free':{'a':{'b':[1]},'e':{}},'any':'text'}")
                .owners("one Apply: free.a free.e free.a.b", "two Apply: any");
    }

    @Test
    void emptyAndNullContainersAreOwnedAndTakeNothingAway() {
        story.applies("one", "{'map':{'x':'1'}}")
                .applies("two", "{'map':{}}")
                .applies("three", "{'map':null}")
                .becomes("{'map':{'x':'1'}}")
                .owners("one Apply: map.x", "two Apply: map", "three Apply: map");
    }

    @Test
    void applyingTheSameAgainChangesNothingNotEvenTheTime() {
        story.applies("one", "{'a':'1','set':['p']}");
        var before = story.object().deepCopy();

        story.applies("one", "{'set':['p'],'a':'1'}");

        assertThat(story.object()).isEqualTo(before);
    }

    @Test
    void whoOnlySharesHasNoTime() {
        story.applies("one", "{'a':'1'}").applies("two", "{'a':'1'}");
        assertThat(story.managers()).containsExactly("two Apply v1 -: a", "one Apply v1 01: a");

        story.forces("two", "{'a':'2'}").applies("one", "{'a':'2','b':'1'}");
        assertThat(story.managers()).containsExactly("two Apply v1 03: a", "one Apply v1 04: a b");
    }

    @Test
    void anUpdateOfWhatNobodyManagesRecordsNothingUntilTheFirstApply() {
        story.updates("up", "{'a':'1','b':'1'}")
                .owners("up Update: .spec a b")
                .edits("up", "[{}]")
                .owners()
                .updates("up", "{'a':'2','b':'1'}")
                .owners();
        assertThat(story.refuses("one", "{'a':'3'}"))
                .isEqualTo("Apply failed with 1 conflict: conflict with \"before-first-apply\" using v1: .spec.a");
        story.applies("one", "{'a':'2'}").owners("before-first-apply Update: .spec a b", "one Apply: a");
    }

    @Test
    void managersCanBeEditedAndWhatIsMalformedDoesNotCount() {
        story.applies("one", "{'a':'1','b':'1'}")
                .edits(
                        "up",
                        "[{'manager':'two','operation':'Apply','apiVersion':'v1','fieldsType':'FieldsV1','fieldsV1':{'f:spec':{'f:a':{}}}}]")
                .owners("two Apply: a")
                .edits(
                        "up",
                        "[{'manager':'three','operation':'Steal','apiVersion':'v1','fieldsType':'FieldsV1','fieldsV1':{}}]")
                .owners("two Apply: a")
                .edits(
                        "up",
                        "[{'manager':'three','operation':'Apply','apiVersion':'v9','fieldsType':'FieldsV1','fieldsV1':{'f:spec':{}}}]")
                .owners();
    }

    @Test
    void anApplierIsTheSameInEveryVersionAndAnUpdaterIsNot() {
        Story versions = Story.of(
                Map.of(
                        "v1",
                        SCHEMA,
                        "v2",
                        SCHEMA.replace(
                                "'set':{'type':'array','x-kubernetes-list-type':'set'", "'set':{'type':'array'")),
                "v1");
        versions.apply("one", "v2", "{'a':'1','b':'1','set':['p']}", false);
        assertThat(versions.managers()).containsExactly("one Apply v2 01: a b set");
        assertThat(versions.refuses("two", "{'set':['q']}"))
                .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .spec.set");

        versions.apply("one", "v1", "{'a':'1','set':['p']}", false)
                .becomes("{'a':'1','set':['p']}")
                .owners("one Apply: a set[=\"p\"]")
                .update("up", "v1", "{'a':'1','b':'1','set':['p']}")
                .update("up", "v2", "{'a':'1','b':'1','n':1,'set':['p']}");
        assertThat(versions.managers())
                .containsExactly("one Apply v1 03: a set[=\"p\"]", "up Update v1 04: b", "up Update v2 05: n");
    }

    @Test
    void versionsThatAreGoneTakeTheirManagersWithThem() {
        Story versions = Story.of(Map.of("v1", SCHEMA, "v2", SCHEMA), "v1");
        versions.apply("one", "v2", "{'a':'1','b':'1'}", false);

        versions.withSchema(SCHEMA)
                .applies("two", "{'a':'2'}")
                .becomes("{'a':'2','b':'1'}")
                .owners("two Apply: a");
    }

    @Test
    void whoOwnedPartsOwnsTheWholeWhenTheSchemaMakesItOne() {
        story.applies("one", "{'map':{'x':'1'},'set':['p']}").applies("two", "{'map':{'y':'1'}}");
        Story changed = story.withSchema(SCHEMA.replace("'map':{", "'map':{'x-kubernetes-map-type':'atomic',")
                .replace("'x-kubernetes-list-type':'set'", "'x-kubernetes-list-type':'atomic'"));

        changed.applies("two", "{'map':{'x':'1','y':'1'},'a':'1'}").owners("one Apply: map set", "two Apply: a map");
    }

    @Test
    void whoOwnedAWholeOwnsTheFieldWhenTheSchemaGivesItParts() {
        story.applies("one", "{'whole':{'x':'1'}}");
        Story changed = story.withSchema(SCHEMA.replace("'x-kubernetes-map-type':'atomic',", ""));

        changed.applies("two", "{'whole':{'x':'2'}}")
                .becomes("{'whole':{'x':'2'}}")
                .owners("one Apply: whole", "two Apply: whole.x");
    }

    @Test
    void theOldestOfManyUpdatersBecomeOne() {
        StringBuilder map = new StringBuilder("{'map':{");
        for (int i = 0; i < 13; i++) {
            map.append(i == 0 ? "" : ",").append("'k").append((char) ('a' + i)).append("':'1'");
            story.updates("up" + (char) ('a' + i), map + "}}");
        }
        assertThat(story.managers())
                .hasSize(10)
                .anyMatch(m -> m.equals("ancient-changes Update v1 04: .spec map map.ka map.kb map.kc map.kd"));
    }
}
