package io.davit.apiserver.discovery;

import io.davit.apiserver.discovery.HealthCheck.Endpoint;
import io.davit.apiserver.request.Query;
import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answers of {@code /healthz}, {@code /livez} and {@code /readyz}: {@code ok}, or with {@code ?verbose}, and whenever something
 * is wrong, a line for each check. What is wrong is only told at a check's own path.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/health-checks/">Kubernetes API health endpoints</a>
 */
public final class Health {

    private static final String TEXT = "text/plain; charset=utf-8";

    private final List<HealthCheck> checks;

    /** Checks in the order in which they are told. */
    public Health(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** The answer for a path; null when it is none of health's, or names no check. */
    public @Nullable Document answer(String path, Query query) {
        for (Endpoint endpoint : Endpoint.values()) {
            String name = endpoint.name().toLowerCase(Locale.ROOT);
            if (path.equals("/" + name)) {
                return all(endpoint, name, query);
            }
            if (path.startsWith("/" + name + "/")) {
                return one(endpoint, path.substring(name.length() + 2));
            }
        }
        return null;
    }

    private @Nullable Document one(Endpoint endpoint, String name) {
        for (HealthCheck check : checks) {
            if (check.name().equals(name) && check.partOf().contains(endpoint)) {
                String problem = check.problem().get();
                return problem.isEmpty() ? text(200, "ok") : text(500, "internal server error: " + problem + "\n");
            }
        }
        return null;
    }

    private Document all(Endpoint endpoint, String name, Query query) {
        TreeSet<String> excluded = new TreeSet<>(query.all("exclude"));
        StringBuilder lines = new StringBuilder();
        boolean well = true;
        for (HealthCheck check : checks) {
            if (!check.partOf().contains(endpoint)) {
                continue;
            }
            if (excluded.remove(check.name())) {
                lines.append("[+]").append(check.name()).append(" excluded: ok\n");
            } else if (check.problem().get().isEmpty()) {
                lines.append("[+]").append(check.name()).append(" ok\n");
            } else {
                lines.append("[-]").append(check.name()).append(" failed: reason withheld\n");
                well = false;
            }
        }
        if (!excluded.isEmpty()) {
            lines.append("warn: some health checks cannot be excluded: no matches for ")
                    .append(excluded.stream().map(Json::quote).collect(Collectors.joining(", ")))
                    .append('\n');
        }
        if (!well) {
            return text(500, lines + name + " check failed\n");
        }
        return text(200, query.has("verbose") ? lines + name + " check passed\n" : "ok");
    }

    private static Document text(int code, String text) {
        return Document.of(code, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
}
