package io.davit.patch;

import io.davit.model.error.ApiException;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.json.JsonDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
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

    /** Operations that somebody has put together. */
    public static JsonPatch of(ArrayNode operations) {
        List<Operation> all = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            all.add(Operation.of(operations.get(i), i, new ArrayList<>()));
        }
        return new JsonPatch(all, List.of());
    }

    public ObjectNode applyTo(ObjectNode object) {
        try {
            return apply(object);
        } catch (Misfit e) {
            throw Refusals.unfit();
        }
    }

    /** As {@link #applyTo}, telling what does not fit. */
    public Result tryOn(ObjectNode object) {
        try {
            return new Result.Patched(apply(object));
        } catch (Misfit e) {
            return e.test ? new Result.TestFailed() : new Result.Unfit(e.why());
        }
    }

    private ObjectNode apply(ObjectNode object) {
        Run run = new Run(object.deepCopy());
        operations.forEach(run::apply);
        if (run.root instanceof ObjectNode result) {
            return Trees.withinDepth(result);
        }
        throw Refusals.noObject(run.root);
    }

    /** What became of a patch. */
    public sealed interface Result {

        record Patched(ObjectNode object) implements Result {}

        /** A {@code test} found something else. */
        record TestFailed() implements Result {}

        /** An operation does not fit the object, for this reason. */
        record Unfit(String why) implements Result {}
    }

    /** An operation that does not fit, on its way out. */
    private static final class Misfit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean test;

        Misfit(String why, boolean test) {
            super(why, null, false, false);
            this.test = test;
        }

        String why() {
            String why = getMessage();
            return why == null ? "" : why;
        }

        static Misfit of(String why) {
            return new Misfit(why, false);
        }

        static Misfit missing(String why) {
            return of(why + ": missing value");
        }
    }

    /** The patched object as a refusal shows it; the patch must fit. */
    public String shown(ObjectNode object) {
        Run run = new Run(object.deepCopy());
        operations.forEach(run::apply);
        run.opened.add(run.root);
        return ShownPatch.json(run.root, run.opened);
    }

    private record Operation(String op, boolean hasFrom, String from, boolean hasPath, String path, JsonNode value) {

        private static final Operation NONE = new Operation("", false, "", false, "", NullNode.getInstance());

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
                    node.has("from"),
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

        /** What paths led through. */
        private final Set<JsonNode> opened = Collections.newSetFromMap(new IdentityHashMap<>());

        private JsonNode root;
        private int copied;

        Run(ObjectNode root) {
            this.root = root;
        }

        void apply(Operation operation) {
            String op = operation.op();
            if (!operation.hasPath()) {
                throw Misfit.missing(op + " operation failed to decode path");
            }
            if (!operation.hasFrom() && (op.equals("move") || op.equals("copy"))) {
                throw Misfit.missing(op + " operation failed to decode from: operation, missing from field");
            }
            switch (op) {
                case "add" -> add(operation.path(), operation.value().deepCopy());
                case "remove" -> remove(operation.path());
                case "replace" -> replace(operation.path(), operation.value().deepCopy());
                case "move" -> move(operation.from(), operation.path());
                case "copy" -> copy(operation.from(), operation.path());
                case "test" -> test(operation.path(), operation.value());
                default -> throw Misfit.of("Unexpected kind: " + op);
            }
        }

        private void add(String path, JsonNode value) {
            add(
                    parent(path, "add operation does not apply: doc is missing path: \"" + path + "\""),
                    path,
                    value,
                    "error in add for path: '" + path + "': ");
        }

        private static void add(JsonNode parent, String path, JsonNode value, String error) {
            String key = Pointer.last(path);
            switch (parent) {
                case ObjectNode object -> object.set(key, value);
                case ArrayNode array ->
                    array.insert(
                            key.equals("-")
                                    ? array.size()
                                    : index(
                                            key,
                                            array.size() + 1,
                                            isNumber(key)
                                                    ? error
                                                    : error + "value was not a proper array index: '" + key + "': "),
                            value);
                default -> throw Misfit.of(error);
            }
        }

        private void remove(String path) {
            remove(
                    parent(path, "remove operation does not apply: doc is missing path: \"" + path + "\""),
                    path,
                    "error in remove for path: '" + path + "': ");
        }

        private static void remove(JsonNode parent, String path, String error) {
            String key = Pointer.last(path);
            switch (parent) {
                case ObjectNode object when object.has(key) -> object.remove(key);
                case ArrayNode array -> array.remove(index(key, array.size(), error));
                default -> throw Misfit.missing(error + "Unable to remove nonexistent key: " + key);
            }
        }

        private void replace(String path, JsonNode value) {
            if (path.isEmpty()) {
                if (!value.isContainer()) {
                    throw Misfit.of("replace operation value must be object or array: %!w(<nil>)");
                }
                root = value;
                return;
            }
            String key = Pointer.last(path);
            switch (parent(path, "replace operation does not apply: doc is missing path: " + path)) {
                case ObjectNode object -> object.set(key, value);
                case ArrayNode array ->
                    array.set(
                            index(
                                    key,
                                    array.size(),
                                    "replace operation does not apply: doc is missing key: " + path + ": "),
                            value);
                default -> throw Misfit.of("replace operation does not apply: " + path);
            }
        }

        private void move(String from, String path) {
            JsonNode source = parent(from, "move operation does not apply: doc is missing from path: " + from);
            String error = "error in move for path: '" + Pointer.last(from) + "': ";
            JsonNode moved = member(source, from, error);
            remove(source, from, error);
            add(
                    parent(path, "move operation does not apply: doc is missing destination path: " + path),
                    path,
                    moved,
                    "error in move for path: '" + path + "': ");
        }

        private void copy(String from, String path) {
            JsonNode source = member(
                    parent(from, "copy operation does not apply: doc is missing from path: " + from),
                    from,
                    "error in copy for from: '" + from + "': ");
            copied = Trees.measure(source, copied, MAX_COPIED_BYTES);
            JsonNode into = parent(path, "copy operation does not apply: doc is missing destination path: " + path);
            // a copy is made of the text of what the paths led through until now
            add(into, path, ShownPatch.arranged(source, opened), "error while adding value during copy: ");
        }

        private void test(String path, JsonNode value) {
            JsonNode actual = path.isEmpty()
                    ? root
                    : member(
                            parent(path, "test operation does not apply: is missing path: " + path),
                            path,
                            "error in test for path: '" + path + "': ");
            if (!Json.same(actual, value)) {
                throw new Misfit("testing value " + path + " failed: test failed", true);
            }
        }

        /** The value at the end of a path; null for a member that is not there. */
        private static JsonNode member(JsonNode parent, String path, String error) {
            JsonNode found = child(parent, Pointer.last(path), error);
            return found == null ? NullNode.getInstance() : found;
        }

        /** What holds the end of a path. */
        private JsonNode parent(String path, String missing) {
            JsonNode at = root;
            for (String part : Pointer.parents(path, () -> Misfit.missing(missing))) {
                opened.add(at);
                at = at instanceof ArrayNode array && !isIndex(part, array.size()) ? null : child(at, part, missing);
                if (at == null || !at.isContainer()) {
                    throw Misfit.missing(missing);
                }
            }
            opened.add(at);
            return at;
        }

        private static boolean isIndex(String key, int size) {
            try {
                int index = Integer.parseInt(key);
                return index >= -size && index < size;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        private static @Nullable JsonNode child(JsonNode parent, String key, String error) {
            return switch (parent) {
                case ObjectNode object -> object.get(key);
                case ArrayNode array -> array.get(index(key, array.size(), error));
                default -> throw Misfit.of(error);
            };
        }

        private static boolean isNumber(String key) {
            return key.matches("[+-]?[0-9]+");
        }

        private static int index(String key, int size, String error) {
            String why = isNumber(key)
                    ? "Unable to access invalid index: " + key + ": invalid index referenced"
                    : "strconv.Atoi: parsing " + Json.quote(key) + ": invalid syntax";
            return Pointer.index(key, size, () -> Misfit.of(error + why));
        }
    }
}
