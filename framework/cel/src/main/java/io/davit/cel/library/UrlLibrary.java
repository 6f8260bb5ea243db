package io.davit.cel.library;

import dev.cel.common.types.CelType;
import io.davit.cel.value.Failure;
import io.davit.cel.value.Opaque;
import io.davit.cel.value.PlainList;
import io.davit.cel.value.PlainMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * URLs.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library">Kubernetes URL library</a>
 */
final class UrlLibrary {

    private record Url(GoUrl url, String text) implements Opaque {
        @Override
        public String typeName() {
            return "kubernetes.URL";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Url same && text.equals(same.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    private UrlLibrary() {}

    static List<io.davit.cel.library.Function> functions() {
        return List.of(
                io.davit.cel.library.Function.named("url")
                        .global("string_to_url", Types.URL, List.of(Types.STRING), a -> parse((String) a[0]))
                        .build(),
                io.davit.cel.library.Function.named("isURL")
                        .global("is_url_string", Types.BOOL, List.of(Types.STRING), a -> GoUrl.isValid((String) a[0]))
                        .build(),
                part("getScheme", "url_get_scheme", Types.STRING, GoUrl::scheme),
                part("getHost", "url_get_host", Types.STRING, GoUrl::host),
                part("getHostname", "url_get_hostname", Types.STRING, GoUrl::hostname),
                part("getPort", "url_get_port", Types.STRING, GoUrl::port),
                part("getEscapedPath", "url_get_escaped_path", Types.STRING, GoUrl::escapedPath),
                part("getQuery", "url_get_query", Types.map(Types.STRING, Types.STRINGS), UrlLibrary::query));
    }

    private static io.davit.cel.library.Function part(
            String name, String id, CelType result, Function<GoUrl, Object> part) {
        return io.davit.cel.library.Function.named(name)
                .member(id, result, List.of(Types.URL), a -> part.apply(((Url) a[0]).url()))
                .build();
    }

    private static Object parse(String text) {
        return switch (GoUrl.parse(text)) {
            case GoUrl url -> new Url(url, url.text());
            case Failure failure -> new Failure("URL parse error during conversion from string: " + failure.message());
            default -> Failure.NO_SUCH_OVERLOAD;
        };
    }

    private static PlainMap query(GoUrl url) {
        PlainMap map = new PlainMap();
        url.values().forEach((key, values) -> map.put(key, new PlainList(new ArrayList<>(values))));
        return map;
    }
}
