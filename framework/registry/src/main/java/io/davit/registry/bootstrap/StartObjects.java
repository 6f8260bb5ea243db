package io.davit.registry.bootstrap;

import io.davit.model.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * The roles, bindings, flow schemas and API services that every cluster begins with, from a resource with one object per line. The times
 * in their statuses are left open.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings">Default roles</a>
 */
final class StartObjects {

    private StartObjects() {}

    static List<ObjectNode> all() {
        try (InputStream in = Objects.requireNonNull(StartObjects.class.getResourceAsStream("objects.jsonl"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> (ObjectNode) Json.parse(line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
