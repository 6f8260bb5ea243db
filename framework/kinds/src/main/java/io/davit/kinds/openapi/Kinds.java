package io.davit.kinds.openapi;

import io.davit.model.GroupVersionKind;
import io.davit.model.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Kinds as {@code x-kubernetes-group-version-kind} writes them. */
final class Kinds {

    private Kinds() {}

    static ObjectNode node(GroupVersionKind kind) {
        return Json.object().put("group", kind.group()).put("kind", kind.kind()).put("version", kind.version());
    }
}
