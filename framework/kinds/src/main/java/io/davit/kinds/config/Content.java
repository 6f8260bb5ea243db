package io.davit.kinds.config;

import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import io.davit.model.name.Names;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/** What ConfigMaps and Secrets share: keys that could be file names, a size, and content that may be closed for good. */
final class Content {

    /** The most bytes that the values of one object may have together. */
    static final int MOST_BYTES = 1024 * 1024;

    private static final String CLOSED = "field is immutable when `immutable` is set";

    private Content() {}

    static void keys(Field map, Rules rules) {
        for (Field.Entry entry : map.entries()) {
            Names.configMapKey(entry.key())
                    .forEach(wrong -> rules.errors().invalid(entry.value().path(), entry.key(), wrong));
        }
    }

    static long textBytes(Field map) {
        return map.entries().stream()
                .mapToLong(entry -> entry.value().text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    static long binaryBytes(Field map) {
        return map.entries().stream()
                .mapToLong(entry -> decoded(entry.value()).length)
                .sum();
    }

    static byte[] decoded(Field base64) {
        return Base64.getMimeDecoder().decode(base64.text());
    }

    /** An object marked immutable keeps the mark and the content. */
    static void closed(ObjectNode object, ObjectNode old, Rules rules, String... fields) {
        if (!Field.of(old).get("immutable").isTrue()) {
            return;
        }
        Field now = Field.of(object);
        if (!now.get("immutable").isTrue()) {
            rules.forbidden(now.get("immutable"), CLOSED);
        }
        for (String field : fields) {
            if (!sameContent(now.get(field), Field.of(old).get(field))) {
                rules.forbidden(now.get(field), CLOSED);
            }
        }
    }

    private static boolean sameContent(Field now, Field before) {
        return (now.size() == 0 && before.size() == 0) || now.same(before);
    }
}
