package io.davit.app.history;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A resource as discovery tells of it. */
record Resource(String group, String version, String plural, String kind, boolean namespaced) {

    /** As kubectl prints it: {@code deployments.apps}. */
    String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** The path of its objects; the namespace counts only where there is one. */
    String path(String namespace) {
        String root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
        return root + (namespaced ? "/namespaces/" + segment(namespace) : "") + "/" + plural;
    }

    String path(String namespace, String name) {
        return path(namespace) + "/" + segment(name);
    }

    /** Whether its objects' values are secret. */
    boolean isSecret() {
        return group.isEmpty() && plural.equals("secrets");
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
