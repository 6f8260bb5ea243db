package io.davit.schema.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class NamesDecisionTest {

    private static final ObjectNode CATS = accepted(
            crd("cats", "{'plural':'cats','singular':'cat','kind':'Cat','listKind':'CatList','shortNames':['c']}"));

    @Test
    void acceptsWhatIsFree() {
        ObjectNode dogs = crd("dogs", "{'plural':'dogs','singular':'dog','kind':'Dog','listKind':'DogList'}");

        NamesDecision decision = NamesDecision.of(dogs, List.of(CATS, dogs));

        assertThat(decision.namesAccepted())
                .isEqualTo(new Condition("NamesAccepted", "True", "NoConflicts", "no conflicts found"));
        assertThat(decision.established())
                .isEqualTo(new Condition(
                        "Established", "True", "InitialNamesAccepted", "the initial names have been accepted"));
        assertThat(decision.acceptedNames()).isEqualTo(dogs.at("/spec/names"));
    }

    @Test
    void keepsBackWhatIsTakenAndTellsTheLastConflict() {
        ObjectNode felines = crd(
                "felines",
                "{'plural':'felines','singular':'cat','kind':'Cat','listKind':'CatList','shortNames':['fe']}");

        NamesDecision decision = NamesDecision.of(felines, List.of(CATS, felines));

        assertThat(decision.namesAccepted())
                .isEqualTo(
                        new Condition("NamesAccepted", "False", "ListKindConflict", "\"CatList\" is already in use"));
        assertThat(decision.established())
                .isEqualTo(new Condition("Established", "False", "NotAccepted", "not all names are accepted"));
        assertThat(decision.acceptedNames()).isEqualTo(json("{'plural':'felines','shortNames':['fe'],'kind':''}"));
    }

    @Test
    void anEstablishedDefinitionStaysSoWithItsOldNames() {
        ObjectNode dogs = accepted(crd(
                "dogs", "{'plural':'dogs','singular':'dog','kind':'Dog','listKind':'DogList','shortNames':['dg']}"));
        ((ObjectNode) dogs.at("/spec/names"))
                .set("shortNames", Json.array().add("dg").add("c"));

        NamesDecision decision = NamesDecision.of(dogs, List.of(CATS, dogs));

        assertThat(decision.namesAccepted().reason()).isEqualTo("ShortNamesConflict");
        assertThat(decision.established().status()).isEqualTo("True");
        assertThat(decision.acceptedNames().path("shortNames"))
                .isEqualTo(Json.array().add("dg"));
    }

    @Test
    void aBundleThatIsNoneKeepsItFromBeingEstablished() {
        ObjectNode dogs = crd("dogs", "{'plural':'dogs','kind':'Dog'}");
        ((ObjectNode) dogs.path("spec"))
                .set("conversion", json("{'webhook':{'clientConfig':{'caBundle':'bm90IGEgY2VydA=='}}}"));

        assertThat(NamesDecision.of(dogs, List.of()).established().reason()).isEqualTo("InvalidCABundle");
    }

    private static ObjectNode accepted(ObjectNode crd) {
        ObjectNode status = crd.putObject("status");
        status.set("acceptedNames", crd.at("/spec/names").deepCopy());
        status.putArray("conditions").add(json("{'type':'Established','status':'True'}"));
        return crd;
    }

    private static ObjectNode crd(String plural, String names) {
        return json("{'metadata':{'name':'" + plural + ".a.b'},'spec':{'group':'a.b','names':" + names + "}}");
    }

    private static ObjectNode json(String text) {
        return Json.parseObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
