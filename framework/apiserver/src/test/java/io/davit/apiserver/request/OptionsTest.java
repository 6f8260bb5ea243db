package io.davit.apiserver.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.registry.write.FieldValidation;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class OptionsTest {

    @Test
    void readsListOptions() {
        ListOptions options = ListOptions.parse(
                Query.parse("labelSelector=a%3Db&fieldSelector=c=d&limit=%2B5&continue=t&timeoutSeconds=9"), false);

        assertThat(options).isEqualTo(new ListOptions("a=b", "c=d", false, false, "", "", null, 9L, 5, "t"));
    }

    @Test
    void readsWatchOptions() {
        ListOptions options = ListOptions.parse(
                Query.parse("watch=perhaps&allowWatchBookmarks=1&sendInitialEvents=false"
                        + "&resourceVersionMatch=NotOlderThan&resourceVersion=7"),
                false);

        assertThat(options.watch()).isTrue();
        assertThat(options.allowWatchBookmarks()).isTrue();
        assertThat(options.sendInitialEvents()).isFalse();
        assertThat(options.notOlderThan()).isTrue();
        assertThat(options.watchRevision("", "pods")).isEqualTo(7);
        assertThat(ListOptions.parse(Query.parse("watch=false"), true).watch()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resourceVersionMatch=Exact | resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless"
                        + " resourceVersion is provided",
                "resourceVersion=0&resourceVersionMatch=Exact | resourceVersionMatch: Forbidden: resourceVersionMatch"
                        + " \"exact\" is forbidden for resourceVersion \"0\"",
                "resourceVersion=1&resourceVersionMatch=exact | resourceVersionMatch: Unsupported value: \"exact\":"
                        + " supported values: \"Exact\", \"NotOlderThan\", \"\"",
                "sendInitialEvents=true | sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list",
                "resourceVersionMatch=NotOlderThan&continue=x | [resourceVersionMatch: Forbidden: resourceVersionMatch"
                        + " is forbidden unless resourceVersion is provided, resourceVersionMatch: Forbidden:"
                        + " resourceVersionMatch is forbidden when continue is provided]",
                "watch=1&sendInitialEvents=1 | resourceVersionMatch: Forbidden: sendInitialEvents requires setting"
                        + " resourceVersionMatch to NotOlderThan",
                "watch=1&resourceVersionMatch=NotOlderThan | resourceVersionMatch: Forbidden: resourceVersionMatch is"
                        + " forbidden for watch unless sendInitialEvents is provided",
                "watch=1&continue=x | resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue"
                        + " is provided",
            })
    void refusesListOptionsThatDoNotFit(String query, String text) {
        assertThatThrownBy(() -> ListOptions.parse(Query.parse(query), false))
                .hasMessage("ListOptions.meta.k8s.io \"\" is invalid: " + text)
                .extracting(thrown -> ((ApiException) thrown).code())
                .isEqualTo(422);
    }

    @Test
    void refusesVersionsThatAreNoNumbers() {
        ListOptions options = ListOptions.parse(Query.parse("resourceVersion=-1"), false);

        assertThatThrownBy(options::listRevision)
                .hasMessage("invalid resource version: resourceVersion: Invalid value: \"-1\": strconv.ParseUint:"
                        + " parsing \"-1\": invalid syntax");
        assertThatThrownBy(() -> options.watchRevision("g", "jars"))
                .hasMessage("jars.g \"\" is invalid: resourceVersion: Invalid value: \"-1\": strconv.ParseUint: parsing"
                        + " \"-1\": invalid syntax");
        assertThat(ListOptions.parse(Query.parse("resourceVersion=18446744073709551615"), false)
                        .listRevision())
                .isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(ListOptions.parse(Query.parse("resourceVersion=99999999999999999999"), false)::listRevision)
                .hasMessageEndingWith("value out of range");
        assertThat(GetOptions.parse(Query.parse("resourceVersion=")).revision()).isZero();
    }

    @Test
    void readsWriteOptions() {
        assertThat(CreateOptions.parse(Query.parse("dryRun=All&fieldManager=me&fieldValidation=Strict")))
                .isEqualTo(new CreateOptions(true, "me", FieldValidation.STRICT));
        assertThat(UpdateOptions.parse(Query.parse("fieldValidation=")))
                .isEqualTo(new UpdateOptions(false, "", FieldValidation.WARN));
        assertThat(PatchOptions.parse(Query.parse("force=perhaps&fieldManager=m"), true))
                .isEqualTo(new PatchOptions(false, true, "m", FieldValidation.WARN));
    }

    @Test
    void refusesWriteOptionsOneByOne() {
        assertThatThrownBy(() -> CreateOptions.parse(Query.parse("dryRun=Maybe")))
                .hasMessage("CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"Maybe\"]:"
                        + " supported values: \"All\"");
        assertThatThrownBy(() -> UpdateOptions.parse(Query.parse("fieldValidation=strict")))
                .hasMessage("UpdateOptions.meta.k8s.io \"\" is invalid: fieldValidation: Unsupported value: \"strict\":"
                        + " supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"");
        assertThatThrownBy(() -> PatchOptions.parse(Query.parse("fieldManager=a%09b"), false))
                .hasMessage("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Invalid value: \"a\\tb\": invalid"
                        + " character U+0009 (at position 1)");
        assertThatThrownBy(() -> PatchOptions.parse(Query.parse("fieldManager=" + "a".repeat(129)), false))
                .hasMessage("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Too long: may not be more than 128"
                        + " bytes");
        assertThatThrownBy(() -> PatchOptions.parse(Query.parse("force=false&fieldManager=m"), false))
                .hasMessageContaining("force: Forbidden");
        assertThatThrownBy(() -> PatchOptions.parse(Query.EMPTY, true)).hasMessageContaining("fieldManager: Required");
    }

    @Test
    void readsDeleteOptionsFromQueryOrBody() {
        assertThat(DeleteOptions.parse(Query.parse("gracePeriodSeconds=0&propagationPolicy=Orphan&uid=u")))
                .isEqualTo(new DeleteOptions(false, 0L, "Orphan", null, "u", null));
        assertThat(DeleteOptions.parse(body("""
                        {"kind":"DeleteOptions","apiVersion":"apps/v1","dryRun":["All"],"orphanDependents":true,
                         "preconditions":{"uid":"u","resourceVersion":"5"},"colour":"red"}"""))).isEqualTo(new DeleteOptions(true, null, null, true, "u", "5"));
    }

    @Test
    void refusesDeleteOptionsWithAllTheirFaults() {
        assertThatThrownBy(() -> DeleteOptions.parse(body("{\"propagationPolicy\":\"Later\",\"dryRun\":[\"Some\"]}")))
                .hasMessage("DeleteOptions.meta.k8s.io \"\" is invalid: [propagationPolicy: Unsupported value:"
                        + " \"Later\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\", dryRun:"
                        + " Unsupported value: [\"Some\"]: supported values: \"All\"]");
        assertThatThrownBy(
                        () -> DeleteOptions.parse(Query.parse("propagationPolicy=Foreground&orphanDependents=false")))
                .hasMessage("DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Invalid value:"
                        + " \"Foreground\": orphanDependents and deletionPropagation cannot be both set");
        assertThatThrownBy(() -> DeleteOptions.parse(body("{\"gracePeriodSeconds\":\"soon\"}")))
                .hasMessageContaining("cannot unmarshal string");
        assertThatThrownBy(() -> DeleteOptions.parse(body("{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\"}")))
                .hasMessageContaining("no kind \"ConfigMap\" is registered for version \"v1\"");
        assertThatThrownBy(() -> DeleteOptions.parse(body("{\"kind\":\"ConfigMap\"}")))
                .hasMessageContaining("no kind \"ConfigMap\" is registered for version \"meta.k8s.io/v1\"");
    }

    /** Whatever the query: options or a refusal with a 4xx. */
    @Test
    void survivesAnyQuery() {
        Random random = new Random(11);
        String[] pieces = {
            "limit=",
            "timeoutSeconds=",
            "watch",
            "=",
            "&",
            ";",
            "%",
            "%00",
            "resourceVersion=",
            "resourceVersionMatch=",
            "Exact",
            "NotOlderThan",
            "sendInitialEvents",
            "continue=",
            "dryRun=",
            "All",
            "fieldManager=",
            "propagationPolicy=",
            "orphanDependents",
            "gracePeriodSeconds=",
            "-",
            "1",
            "9".repeat(40),
            "\uD800",
            "é",
            "force",
            "fieldValidation=",
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            Query query = Query.parse(text.toString());
            try {
                ListOptions.parse(query, random.nextBoolean()).listRevision();
                GetOptions.parse(query).revision();
                CreateOptions.parse(query);
                PatchOptions.parse(query, random.nextBoolean());
                DeleteOptions.parse(query);
            } catch (ApiException e) {
                assertThat(e.code()).isBetween(400, 499);
            }
        }
    }

    private static ObjectNode body(String json) {
        return (ObjectNode) Json.parse(json);
    }
}
