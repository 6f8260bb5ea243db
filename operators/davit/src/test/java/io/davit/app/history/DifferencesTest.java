package io.davit.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class DifferencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'a':1} | {'a':1} | ",
                "{'a':1} | {'a':2} | .a: 1 to 2",
                "{'a':1} | {} | .a: 1 to null",
                "{} | {'a':{'b':1}} | .a: null to {'b':1}",
                "{'a':{'b':1,'c':2}} | {'a':{'b':1,'c':3}} | .a.c: 2 to 3",
                "{'a':{'x.y/z':1}} | {'a':{'x.y/z':2}} | .a['x.y/z']: 1 to 2",
                "{'a':null} | {} | .a: null to null",
                "{'a':['x','y']} | {'a':['x']} | .a: ['x','y'] to ['x']",
                "{'a':[{'name':'n','v':1},{'name':'m','v':1}]} | {'a':[{'name':'m','v':1},{'name':'n','v':2}]} | .a[name='n'].v: 1 to 2",
                "{'a':[{'name':'n'}]} | {'a':[{'name':'n'},{'name':'m'}]} | .a[name='m']: null to {'name':'m'}",
                "{'a':[{'name':'n'},{'name':'m'}]} | {'a':[{'name':'m'}]} | .a[name='n']: {'name':'n'} to null",
                "{'a':[{'name':'n'},{'name':'m'}]} | {'a':[{'name':'m'},{'name':'n'}]} | .a: [{'name':'n'},{'name':'m'}] to [{'name':'m'},{'name':'n'}]",
                "{'a':[{'port':1,'protocol':'T','x':1},{'port':1,'protocol':'U'}]} | {'a':[{'port':1,'protocol':'T','x':2},{'port':1,'protocol':'U'}]} | .a[port=1,protocol='T'].x: 1 to 2",
                "{'a':[{'x':1},{'x':2}]} | {'a':[{'x':1},{'x':3}]} | .a[1].x: 2 to 3",
                "{'a':[{'x':1}]} | {'a':[]} | .a: [{'x':1}] to []",
                "{'metadata':{'resourceVersion':'1','generation':1,'managedFields':[]}} | {'metadata':{'resourceVersion':'2','generation':2}} | ",
            })
    void namesTheFieldsThatDiffer(String before, String after, String expected) {
        List<Change> changes = Differences.between(object(before), object(after));

        assertThat(changes.stream().map(DifferencesTest::text).toList())
                .isEqualTo(expected == null ? List.of() : List.of(expected.replace('\'', '"')));
    }

    @Test
    void valuesOfSecretsAreKept() {
        List<Change> changes = Secrecy.keep(Differences.between(
                object("{'type':'Opaque','metadata':{'annotations':{'a':'1'}},'data':{'p':'b2xk','q':'x'}}"),
                object(
                        "{'type':'Other','metadata':{'annotations':{'a':'2','kubectl.kubernetes.io/last-applied-configuration':'secret'}},"
                                + "'data':{'p':'bmV3'}}")));

        assertThat(changes.stream().map(change -> Step.text(change.path()) + " " + change.secret()))
                .containsExactly(
                        ".type false",
                        ".metadata.annotations.a false",
                        ".metadata.annotations[\"kubectl.kubernetes.io/last-applied-configuration\"] true",
                        ".data.p true",
                        ".data.q true");
    }

    @Test
    void secretsThatComeOrGoAsAWholeAreToldKeyByKey() {
        ObjectNode without = object("{'metadata':{}}");
        ObjectNode with = object(
                "{'metadata':{'annotations':{'kubectl.kubernetes.io/last-applied-configuration':'s','b':'1'}},'data':{'p':'b2xk'}}");

        for (List<Change> changes : List.of(
                Secrecy.keep(Differences.between(without, with)), Secrecy.keep(Differences.between(with, without)))) {
            assertThat(changes.stream().map(change -> Step.text(change.path()) + " " + change.secret()))
                    .containsExactly(
                            ".metadata.annotations[\"kubectl.kubernetes.io/last-applied-configuration\"] true",
                            ".metadata.annotations.b false",
                            ".data.p true");
        }
    }

    private static String text(Change change) {
        return Step.text(change.path()) + ": " + (change.before() == null ? "null" : Json.text(change.before()))
                + " to " + (change.after() == null ? "null" : Json.text(change.after()));
    }

    private static ObjectNode object(String json) {
        return Json.parseObject(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
