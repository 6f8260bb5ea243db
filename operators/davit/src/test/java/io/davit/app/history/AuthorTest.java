package io.davit.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AuthorTest {

    private static final String EARLY = "2026-01-01T00:00:00Z";
    private static final String LATE = "2026-01-01T00:00:09Z";

    @Test
    void isWhoseEntryIsNew() {
        ObjectNode before = object("{}", entry("maker", EARLY, "{}"));
        ObjectNode after = object("{'x':1}", entry("maker", EARLY, "{}") + "," + entry("editor", LATE, "{'f:x':{}}"));

        assertThat(author(before, after)).isEqualTo(new Author("editor", "Update", "", LATE));
    }

    @Test
    void isWhoseTimeIsNew() {
        ObjectNode before = object("{}", entry("a", EARLY, "{}") + "," + entry("b", EARLY, "{}"));
        ObjectNode after = object("{'x':1}", entry("a", EARLY, "{}") + "," + entry("b", LATE, "{'f:x':{}}"));

        assertThat(author(before, after)).extracting(Author::manager).isEqualTo("b");
    }

    @Test
    void withinASecondIsWhoOwnsWhatChanged() {
        String entries = entry("a", EARLY, "{'f:y':{}}") + ","
                + entry("b", EARLY, "{'f:list':{'k:{\\'name\\':\\'n\\'}':{'f:v':{}}}}");
        ObjectNode before = object("{'y':1,'list':[{'name':'n','v':1}]}", entries);
        ObjectNode after = object("{'y':1,'list':[{'name':'n','v':2}]}", entries);

        assertThat(author(before, after)).extracting(Author::manager).isEqualTo("b");
    }

    @Test
    void ownsAllOfAnAtomicValue() {
        String entries = entry("a", EARLY, "{'f:selector':{}}");
        ObjectNode before = object("{'selector':{'k':'1'}}", entries);
        ObjectNode after = object("{'selector':{'k':'2'}}", entries);

        assertThat(author(before, after)).extracting(Author::manager).isEqualTo("a");
    }

    @Test
    void isNobodyWhenFieldsWereOnlyRemoved() {
        ObjectNode before = object("{'x':1}", entry("a", EARLY, "{'f:x':{}}"));
        ObjectNode after = object("{}", entry("a", EARLY, "{}"));

        assertThat(author(before, after)).isNull();
    }

    @Test
    void ofACreationIsItsOnlyManager() {
        assertThat(Author.of(null, object("{}", entry("maker", EARLY, "{}")), java.util.List.of()))
                .isEqualTo(new Author("maker", "Update", "", EARLY));
    }

    private static @Nullable Author author(ObjectNode before, ObjectNode after) {
        return Author.of(before, after, Differences.between(before, after));
    }

    private static ObjectNode object(String json, String entries) {
        ObjectNode object = parsed(json);
        object.set("metadata", parsed("{'managedFields':[" + entries + "]}"));
        return object;
    }

    private static String entry(String manager, String time, String fields) {
        return "{'manager':'" + manager + "','operation':'Update','time':'" + time + "','fieldsV1':" + fields + "}";
    }

    private static ObjectNode parsed(String json) {
        String quoted = json.replace("\\'", "\\\"").replace('\'', '"');
        return Json.parseObject(quoted.getBytes(StandardCharsets.UTF_8));
    }
}
