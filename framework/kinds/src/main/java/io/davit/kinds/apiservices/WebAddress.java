package io.davit.kinds.apiservices;

import io.davit.model.json.Json;
import java.util.Locale;

/** The parts of a URL, as leniently as the API reads them; {@code problem} says why there are none. */
record WebAddress(String scheme, String user, String host, String query, String fragment, String problem) {

    static WebAddress of(String text) {
        String quoted = "parse " + Json.quote(text) + ": ";
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return broken(quoted + "net/url: invalid control character in URL");
        }
        int hash = text.indexOf('#');
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        String rest = hash < 0 ? text : text.substring(0, hash);
        int colon = rest.indexOf(':');
        int slash = rest.indexOf('/');
        boolean schemed = colon >= 0 && (slash < 0 || colon < slash);
        if (schemed && colon == 0) {
            return broken(quoted + "missing protocol scheme");
        }
        if (schemed && !rest.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*")) {
            return broken(quoted + "first path segment in URL cannot contain colon");
        }
        String scheme = schemed ? rest.substring(0, colon).toLowerCase(Locale.ROOT) : "";
        rest = schemed ? rest.substring(colon + 1) : rest;
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        rest = question < 0 ? rest : rest.substring(0, question);
        String authority = rest.startsWith("//") ? rest.substring(2).split("/", 2)[0] : "";
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        return new WebAddress(scheme, user, authority.substring(at + 1), query, fragment, "");
    }

    private static WebAddress broken(String problem) {
        return new WebAddress("", "", "", "", "", problem);
    }
}
