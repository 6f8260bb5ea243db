package io.davit.cel.library;

import io.davit.cel.value.Failure;
import io.davit.cel.value.Texts;
import io.davit.model.error.Quoted;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A URL as Go's net/url takes it apart, which is what Kubernetes' answers are made of: looser than RFC 3986 in its characters, strict
 * in escapes, hosts and ports.
 *
 * @param user with the at sign left out; null for none
 * @param host with the port
 * @param path unescaped
 * @param rawPath as written
 * @param query as written; null when there is no question mark
 * @param fragment as written; null when there is no number sign
 */
record GoUrl(
        String scheme,
        String opaque,
        @Nullable String user,
        boolean authority,
        String host,
        String path,
        String rawPath,
        @Nullable String query,
        @Nullable String fragment) {

    /** What a request may name: absolute, or a path from the root. A {@link GoUrl} or a {@link Failure}, with Go's message. */
    static Object parse(String text) {
        Object strict = new Parser(text).parse(text, true);
        if (strict instanceof Failure) {
            return strict;
        }
        // the strict reading takes a fragment for a part of what is before it
        int hash = text.indexOf('#');
        String before = hash < 0 ? text : text.substring(0, hash);
        Object loose = new Parser(text).parse(before, false);
        if (loose instanceof GoUrl url && hash >= 0) {
            String fragment = text.substring(hash + 1);
            String unescaped = unescape(fragment, Part.FRAGMENT);
            return unescaped == null
                    ? new Parser(text).fault(invalidEscape(fragment))
                    : new GoUrl(
                            url.scheme,
                            url.opaque,
                            url.user,
                            url.authority,
                            url.host,
                            url.path,
                            url.rawPath,
                            url.query,
                            fragment);
        }
        return loose;
    }

    /** Whether the text may be such. */
    static boolean isValid(String text) {
        return !(new Parser(text).parse(text, true) instanceof Failure);
    }

    /** What is wrong with it, null for nothing. */
    static @Nullable String fault(String text) {
        return new Parser(text).parse(text, true) instanceof Failure failure ? failure.message() : null;
    }

    String hostname() {
        int end = portColon();
        String name = end < 0 ? host : host.substring(0, end);
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    String port() {
        int colon = portColon();
        return colon < 0 ? "" : host.substring(colon + 1);
    }

    private int portColon() {
        int colon = host.lastIndexOf(':');
        return colon >= 0
                        && host.indexOf(']', colon) < 0
                        && host.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9')
                ? colon
                : -1;
    }

    String escapedPath() {
        return validlyEscaped(rawPath) ? rawPath : path.equals("*") ? "*" : escape(path);
    }

    /** Every value of every key, in order; pairs that are malformed are left out. */
    Map<String, List<String>> values() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            if (pair.isEmpty() || pair.indexOf(';') >= 0) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = unescape(equals < 0 ? pair : pair.substring(0, equals), Part.QUERY);
            String value = unescape(equals < 0 ? "" : pair.substring(equals + 1), Part.QUERY);
            if (key != null && value != null) {
                values.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
            }
        }
        return values;
    }

    /** Put together again: two URLs are equal when this is. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (!scheme.isEmpty()) {
            text.append(scheme).append(':');
        }
        if (!opaque.isEmpty()) {
            text.append(opaque);
        } else {
            if (authority || !host.isEmpty() || user != null) {
                text.append("//").append(user == null ? "" : user + "@").append(host);
            }
            text.append(escapedPath());
        }
        text.append(query == null ? "" : "?" + query);
        return text.append(fragment == null || fragment.isEmpty() ? "" : "#" + fragment)
                .toString();
    }

    private enum Part {
        PATH,
        HOST,
        ZONE,
        USER,
        QUERY,
        FRAGMENT
    }

    private static boolean validlyEscaped(String path) {
        return path.chars().allMatch(c -> c == '%' || "!$&'()*+,;=:@[]".indexOf(c) >= 0 || !mustEscape(c));
    }

    /** In a path. */
    private static boolean mustEscape(int c) {
        boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        return !plain && "-_.~$&+,/:;=@".indexOf(c) < 0;
    }

    private static String escape(String path) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : Texts.utf8(path)) {
            int c = b & 0xff;
            if (c < 0x80 && !mustEscape(c)) {
                escaped.append((char) c);
            } else {
                escaped.append(String.format(Locale.ROOT, "%%%02X", c));
            }
        }
        return escaped.toString();
    }

    private static @Nullable String unescape(String text, Part part) {
        if (text.indexOf('%') < 0 && (part != Part.QUERY || text.indexOf('+') < 0)) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] utf8 = Texts.utf8(text);
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] == '+' && part == Part.QUERY) {
                bytes.write(' ');
            } else if (utf8[i] != '%') {
                bytes.write(utf8[i]);
            } else {
                if (i + 2 >= utf8.length || !isHex(utf8[i + 1]) || !isHex(utf8[i + 2])) {
                    return null;
                }
                bytes.write(Character.digit(utf8[i + 1], 16) << 4 | Character.digit(utf8[i + 2], 16));
                i += 2;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isHex(int c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }

    private static String invalidEscape(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
                return "invalid URL escape " + Quoted.of(text.substring(i, Math.min(i + 3, text.length())));
            }
        }
        return "invalid URL escape \"%\"";
    }

    /** One reading of one text. */
    private static final class Parser {

        private final String whole;

        Parser(String whole) {
            this.whole = whole;
        }

        Failure fault(String what) {
            return new Failure("parse " + Quoted.of(whole) + ": " + what);
        }

        Object parse(String text, boolean request) {
            if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                return fault("net/url: invalid control character in URL");
            }
            if (text.isEmpty() && request) {
                return fault("empty url");
            }
            if (text.equals("*")) {
                return new GoUrl("", "", null, false, "", "*", "*", null, null);
            }
            String scheme = "";
            String rest = text;
            int colon = schemeEnd(text);
            if (colon == 0) {
                return fault("missing protocol scheme");
            }
            if (colon > 0) {
                scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
                rest = text.substring(colon + 1);
            }
            String query = null;
            int mark = rest.indexOf('?');
            if (mark >= 0) {
                query = rest.substring(mark + 1);
                rest = rest.substring(0, mark);
            }
            if (!rest.startsWith("/")) {
                if (!scheme.isEmpty()) {
                    return new GoUrl(scheme, rest, null, false, "", "", "", query, null);
                }
                if (request) {
                    return fault("invalid URI for request");
                }
                int slash = rest.indexOf('/');
                if ((slash < 0 ? rest : rest.substring(0, slash)).indexOf(':') >= 0) {
                    return fault("first path segment in URL cannot contain colon");
                }
            }
            String user = null;
            String host = "";
            boolean authority = false;
            if ((!scheme.isEmpty() || !request && !rest.startsWith("///")) && rest.startsWith("//")) {
                authority = true;
                int slash = rest.indexOf('/', 2);
                String written = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
                rest = slash < 0 ? "" : rest.substring(slash);
                int at = written.lastIndexOf('@');
                if (at >= 0) {
                    user = written.substring(0, at);
                    if (!validUser(user)) {
                        return fault("net/url: invalid userinfo");
                    }
                    written = written.substring(at + 1);
                }
                Object read = host(written);
                if (read instanceof Failure) {
                    return read;
                }
                host = (String) read;
            }
            String path = unescape(rest, Part.PATH);
            return path == null
                    ? fault(invalidEscape(rest))
                    : new GoUrl(scheme, "", user, authority, host, path, rest, query, null);
        }

        /** Where the colon after the scheme is; negative for no scheme. */
        private static int schemeEnd(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                    continue;
                }
                if (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.') {
                    if (i == 0) {
                        return -1;
                    }
                    continue;
                }
                return c == ':' ? i : -1;
            }
            return -1;
        }

        private static boolean validUser(String user) {
            return user.chars()
                            .allMatch(c -> c >= 'a' && c <= 'z'
                                    || c >= 'A' && c <= 'Z'
                                    || c >= '0' && c <= '9'
                                    || "-._:~!$&'()*+,;=%@".indexOf(c) >= 0)
                    && unescape(user, Part.USER) != null;
        }

        private Object host(String host) {
            if (host.startsWith("[")) {
                int end = host.lastIndexOf(']');
                if (end < 0) {
                    return fault("missing ']' in host");
                }
                String port = host.substring(end + 1);
                return validPort(port) ? host : fault("invalid port " + Quoted.of(port) + " after host");
            }
            int colon = host.lastIndexOf(':');
            if (colon >= 0 && !validPort(host.substring(colon))) {
                return fault("invalid port " + Quoted.of(host.substring(colon)) + " after host");
            }
            for (int i = 0; i < host.length(); i++) {
                char c = host.charAt(i);
                if (c == '%') {
                    boolean escape = i + 2 < host.length() && isHex(host.charAt(i + 1)) && isHex(host.charAt(i + 2));
                    // only bytes beyond ASCII may be escaped here
                    if (!escape || Character.digit(host.charAt(i + 1), 16) < 8) {
                        String shown = host.substring(i, Math.min(i + 3, host.length()));
                        return fault("invalid URL escape " + Quoted.of(shown));
                    }
                } else if (c < 0x80 && badInHost(c)) {
                    return fault("invalid character " + Quoted.of(String.valueOf(c)) + " in host name");
                }
            }
            String unescaped = unescape(host, Part.HOST);
            return unescaped == null ? fault(invalidEscape(host)) : unescaped;
        }

        private static boolean badInHost(char c) {
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            return !plain && "-_.~!$&'()*+,;=:[]<>\"".indexOf(c) < 0;
        }

        private static boolean validPort(String port) {
            return port.isEmpty()
                    || port.startsWith(":") && port.substring(1).chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }
}
