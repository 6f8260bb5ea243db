package io.davit.app.history;

import io.davit.app.history.Api.Answer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds what a person calls a resource: by plural, singular, kind or short name, with or without {@code .group} or {@code .version.group}.
 * Where several groups have one of the name, the first counts, as for kubectl.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery">Aggregated discovery</a>
 */
final class Discovery {

    private static final String ACCEPT = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private static final int NO_MATCH = 3;

    private final Api api;
    private final String head;
    private final String tail;
    private @Nullable Resource best;
    private int bestRank = NO_MATCH;

    private Discovery(Api api, String asked) {
        this.api = api;
        int dot = asked.indexOf('.');
        this.head = (dot < 0 ? asked : asked.substring(0, dot)).toLowerCase(Locale.ROOT);
        this.tail = dot < 0 ? "" : asked.substring(dot + 1);
    }

    static Resource find(Api api, String asked) {
        Discovery discovery = new Discovery(api, asked);
        discovery.read("/api");
        discovery.read("/apis");
        Resource found = discovery.best;
        if (found == null) {
            throw new HistoryException("the server doesn't have a resource type \"" + asked + "\"");
        }
        return found;
    }

    private void read(String path) {
        Answer answer = api.get(path, ACCEPT);
        if (!answer.ok()) {
            throw new HistoryException("cannot learn what " + api.server() + " serves: " + answer.message());
        }
        for (JsonNode group : answer.body().path("items")) {
            String name = group.path("metadata").path("name").asString("");
            for (JsonNode version : group.path("versions")) {
                for (JsonNode resource : version.path("resources")) {
                    consider(name, version.path("version").asString(""), resource);
                }
            }
        }
    }

    private void consider(String group, String version, JsonNode resource) {
        if (!tail.isEmpty() && !tail.equals(group) && !tail.equals(version) && !tail.equals(version + "." + group)) {
            return;
        }
        int rank = rank(resource);
        if (rank < bestRank) {
            bestRank = rank;
            best = new Resource(
                    group,
                    version,
                    resource.path("resource").asString(""),
                    resource.path("responseKind").path("kind").asString(""),
                    resource.path("scope").asString("").equals("Namespaced"));
        }
    }

    private int rank(JsonNode resource) {
        if (resource.path("resource").asString("").equals(head)) {
            return 0;
        }
        String kind = resource.path("responseKind").path("kind").asString("").toLowerCase(Locale.ROOT);
        if (resource.path("singularResource").asString("").equals(head) || kind.equals(head)) {
            return 1;
        }
        for (JsonNode shortName : resource.path("shortNames")) {
            if (shortName.asString("").equals(head)) {
                return 2;
            }
        }
        return NO_MATCH;
    }
}
