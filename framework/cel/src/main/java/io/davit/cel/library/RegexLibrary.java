package io.davit.cel.library;

import com.google.re2j.Pattern;
import io.davit.cel.value.Failure;
import java.util.List;

/**
 * Searching by patterns.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-regex-library">Kubernetes regex library</a>
 */
final class RegexLibrary {

    private RegexLibrary() {}

    static List<Function> functions() {
        return List.of(
                Function.named("find")
                        .member(
                                "string_find_string",
                                Types.STRING,
                                List.of(Types.STRING, Types.STRING),
                                a -> search(a, false))
                        .build(),
                Function.named("findAll")
                        .member(
                                "string_find_all_string",
                                Types.STRINGS,
                                List.of(Types.STRING, Types.STRING),
                                a -> search(a, true))
                        .member(
                                "string_find_all_string_int",
                                Types.STRINGS,
                                List.of(Types.STRING, Types.STRING, Types.INT),
                                a -> search(a, true))
                        .build());
    }

    private static Object search(Object[] arguments, boolean all) {
        String text = (String) arguments[0];
        Object compiled = Patterns.compile((String) arguments[1]);
        if (!(compiled instanceof Pattern pattern)) {
            return new Failure("Illegal regex: " + ((Failure) compiled).message());
        }
        return all
                ? Patterns.findAll(pattern, text, arguments.length > 2 ? (Long) arguments[2] : -1)
                : Patterns.find(pattern, text);
    }
}
