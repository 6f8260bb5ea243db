package io.davit.patch;

import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.json.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Patch: operations that are applied in order, all or none.
 *
 * <p>A patch is parsed once and applied as often as a conflict demands; the object it is applied to never changes. Beyond the
 * standard, as API servers have it: {@code replace} of a missing member adds it, {@code copy} from a missing one copies null,
 * negative indices count from the end, a missing {@code value} is null, and what stands before a path's first slash is ignored.
 * A document has at most 10 000 operations (413), all its copies together at most 3 MiB, and its result at most
 * {@link Json#MAX_DEPTH} levels. Documents that are none are 400, operations that don't fit are 422.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
public final class JsonPatch {

    private static final int MAX_OPERATIONS = 10_000;
    private static final int MAX_COPIED_BYTES = 3 * 1024 * 1024;
    private static final Set<String> TEXTS = Set.of("op", "path", "from");

    private final List<Operation> operations;
    private final List<String> problems;

    private JsonPatch(List<Operation> operations, List<String> problems) {
        this.operations = operations;
        this.problems = problems;
    }

    public static JsonPatch parse(byte[] document) {
        JsonDocument read = Refusals.read(document);
        if (read.root().isNull()) {
            return new JsonPatch(List.of(), List.of());
        }
        if (!(read.root() instanceof ArrayNode list)) {
            throw Refusals.wrongType(read.root(), "value of type []handlers.jsonPatchOp");
        }
        List<String> problems = new ArrayList<>();
        read.duplicates().forEach(path -> problems.add("json patch duplicate field " + Json.quote(path)));
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            operations.add(Operation.of(list.get(i), i, problems));
        }
        if (operations.size() > MAX_OPERATIONS) {
            throw new ApiException(
                    Reason.REQUEST_ENTITY_TOO_LARGE,
                    "Request entity too large: The allowed maximum operations in a JSON patch is " + MAX_OPERATIONS
                            + ", got " + operations.size());
        }
        return new JsonPatch(operations, problems);
    }

    /** Parses and applies in one go. */
    public static ObjectNode apply(ObjectNode object, byte[] document) {
        return parse(document).applyTo(object);
    }

    /** What a strict reader refuses and a lenient one warns of: {@code json patch unknown field "[0].comment"}. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    public ObjectNode applyTo(ObjectNode object) {
        Run run = new Run(object.deepCopy());
        operations.forEach(run::apply);
        if (run.root instanceof ObjectNode result) {
            return Trees.withinDepth(result);
        }
        throw Refusals.noObject(run.root);
    }

    private record Operation(String op, String from, boolean hasPath, String path, JsonNode value) {

        private static final Operation NONE = new Operation("", "", false, "", NullNode.getInstance());

        static Operation of(JsonNode node, int index, List<String> problems) {
            if (node.isNull()) {
                return NONE;
            }
            if (!node.isObject()) {
                throw Refusals.wrongType(node, "value of type handlers.jsonPatchOp");
            }
            node.properties().forEach(member -> check(member.getKey(), member.getValue(), index, problems));
            JsonNode value = node.get("value");
            return new Operation(
                    node.path("op").asString(""),
                    node.path("from").asString(""),
                    node.has("path"),
                    node.path("path").asString(""),
                    value == null ? NullNode.getInstance() : value);
        }

        private static void check(String name, JsonNode value, int index, List<String> problems) {
            if (TEXTS.contains(name)) {
                if (!value.isString() && !value.isNull()) {
                    throw Refusals.wrongType(value, "struct field jsonPatchOp." + name + " of type string");
                }
            } else if (!name.equals("value")) {
                problems.add("json patch unknown field " + Json.quote("[" + index + "]." + name));
            }
        }
    }

    /** One application: the document as it is after the operations so far. */
    private static final class Run {

        private JsonNode root;
        private int copied;

        Run(ObjectNode root) {
            this.root = root;
        }

        void apply(Operation operation) {
            if (!operation.hasPath()) {
                throw Refusals.unfit();
            }
            switch (operation.op()) {
                case "add" -> add(operation.path(), operation.value().deepCopy());
                case "remove" -> remove(operation.path());
                case "replace" -> replace(operation.path(), operation.value().deepCopy());
                case "move" -> {
                    JsonNode moved = get(operation.from());
                    remove(operation.from());
                    add(operation.path(), moved);
                }
                case "copy" -> {
                    JsonNode source = get(operation.from());
                    copied = Trees.measure(source, copied, MAX_COPIED_BYTES);
                    add(operation.path(), source.deepCopy());
                }
                case "test" -> test(operation.path(), operation.value());
                default -> throw Refusals.unfit();
            }
        }

        private void add(String path, JsonNode value) {
            switch (parent(path)) {
                case ObjectNode object -> object.set(Pointer.last(path), value);
                case ArrayNode array -> {
                    String key = Pointer.last(path);
                    array.insert(
                            key.equals("-") ? array.size() : Pointer.index(key, array.size() + 1, Refusals::unfit),
                            value);
                }
                default -> throw Refusals.unfit();
            }
        }

        private void remove(String path) {
            switch (parent(path)) {
                case ObjectNode object when object.has(Pointer.last(path)) -> object.remove(Pointer.last(path));
                case ArrayNode array -> array.remove(Pointer.index(Pointer.last(path), array.size(), Refusals::unfit));
                default -> throw Refusals.unfit();
            }
        }

        private void replace(String path, JsonNode value) {
            if (path.isEmpty()) {
                if (!value.isContainer()) {
                    throw Refusals.unfit();
                }
                root = value;
                return;
            }
            switch (parent(path)) {
                case ObjectNode object -> object.set(Pointer.last(path), value);
                case ArrayNode array ->
                    array.set(Pointer.index(Pointer.last(path), array.size(), Refusals::unfit), value);
                default -> throw Refusals.unfit();
            }
        }

        private void test(String path, JsonNode value) {
            JsonNode actual = path.isEmpty() ? root : get(path);
            if (!Json.same(actual, value)) {
                throw Refusals.unfit();
            }
        }

        /** The value at a path; null for a member that is not there. */
        private JsonNode get(String path) {
            JsonNode parent = parent(path);
            JsonNode found = child(parent, Pointer.last(path));
            return found == null ? NullNode.getInstance() : found;
        }

        private JsonNode parent(String path) {
            JsonNode at = root;
            for (String part : Pointer.parents(path, Refusals::unfit)) {
                at = child(at, part);
                if (at == null) {
                    throw Refusals.unfit();
                }
            }
            return at;
        }

        private static @Nullable JsonNode child(@Nullable JsonNode parent, String key) {
            return switch (parent) {
                case ObjectNode object -> object.get(key);
                case ArrayNode array -> array.get(Pointer.index(key, array.size(), Refusals::unfit));
                case null, default -> throw Refusals.unfit();
            };
        }
    }
}
