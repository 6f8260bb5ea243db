package io.davit.app.history;

import io.davit.apiserver.negotiation.Encoding;
import io.davit.apiserver.negotiation.Negotiated;
import io.davit.apiserver.negotiation.Transform;
import io.davit.apiserver.negotiation.Writing;
import io.davit.model.json.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** For programs: one document with everything, values in full. A field that was not there, or is no longer, has no {@code old} or {@code new}. */
final class TreeReport implements Report {

    private final ObjectNode root = Json.object();
    private final ArrayNode revisions;
    private final Output form;
    private final PrintWriter out;

    TreeReport(History history, Output form, PrintWriter out) {
        this.form = form;
        this.out = out;
        Resource resource = history.resource();
        root.put("resource", resource.qualified());
        root.put("kind", resource.kind());
        if (!history.namespace().isEmpty()) {
            root.put("namespace", history.namespace());
        }
        root.put("name", history.name());
        this.revisions = root.putArray("revisions");
    }

    @Override
    public void accept(Revision revision) {
        ObjectNode node = revisions.addObject();
        node.put("resourceVersion", Long.toString(revision.resourceVersion()));
        node.put("event", event(revision.event()));
        put(node, "time", revision.time());
        put(node, "notBefore", revision.notBefore());
        Author author = revision.author();
        if (author != null) {
            put(node, "manager", author.manager());
            put(node, "operation", author.operation());
            put(node, "subresource", author.subresource());
        }
        if (revision.event() == Revision.Event.CHANGED) {
            ArrayNode changes = node.putArray("changes");
            revision.changes().forEach(change -> changes.add(tree(change)));
        }
    }

    @Override
    public void end(boolean whole) {
        root.put("complete", whole);
        Encoding encoding = form == Output.YAML ? Encoding.YAML : Encoding.JSON;
        byte[] bytes = Writing.bytes(root, new Negotiated(encoding, Transform.NONE, true));
        out.print(new String(bytes, StandardCharsets.UTF_8));
        if (encoding == Encoding.JSON) {
            out.println();
        }
    }

    private static ObjectNode tree(Change change) {
        ObjectNode node = Json.object().put("path", Step.text(change.path()));
        if (change.secret()) {
            return node.put("secret", true);
        }
        if (change.before() != null) {
            node.set("old", change.before());
        }
        if (change.after() != null) {
            node.set("new", change.after());
        }
        return node;
    }

    private static String event(Revision.Event event) {
        return switch (event) {
            case CREATED, CHANGED, DELETED ->
                event.name().charAt(0) + event.name().substring(1).toLowerCase(Locale.ROOT);
            case OLDEST_KEPT -> "OldestKept";
        };
    }

    private static void put(ObjectNode node, String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
    }
}
