package io.davit.cel.library;

import java.util.List;

/** Names as parts of JSON pointers (RFC 6901). */
final class JsonPatchLibrary {

    private JsonPatchLibrary() {}

    static List<Function> functions() {
        return List.of(Function.named("jsonpatch.escapeKey")
                .global(
                        "string_jsonpatch_escapeKey_string",
                        Types.STRING,
                        List.of(Types.STRING),
                        a -> ((String) a[0]).replace("~", "~0").replace("/", "~1"))
                .build());
    }
}
