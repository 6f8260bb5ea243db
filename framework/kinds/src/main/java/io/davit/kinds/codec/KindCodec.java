package io.davit.kinds.codec;

import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.model.json.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads bodies of one built-in kind. What comes out is what kube-apiserver would write after reading the same: nulls and empty
 * values left out or written as the Go type asks, times, quantities and bytes in their canonical form.
 *
 * <p>A body that cannot be read, or is of another kind, is a bad request with upstream's message. Fields that are unknown or given
 * twice are dropped (of equal ones the last counts) and reported.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#validation-for-unrecognized-or-duplicate-fields">Field validation</a>
 */
public final class KindCodec {

    private static final Map<GroupVersionKind, KindCodec> KNOWN = new ConcurrentHashMap<>();

    private final GroupVersionKind expected;
    private final StructType type;

    private KindCodec(GroupVersionKind expected, StructType type) {
        this.expected = expected;
        this.type = type;
    }

    /** The codec of a built-in kind; null when the kind is not built in. Kinds of {@code meta/v1} are known in every group. */
    public static @Nullable KindCodec of(GroupVersionKind kind) {
        KindCodec known = KNOWN.get(kind);
        if (known == null) {
            StructType type = TypeTable.get().kind(kind);
            if (type == null) {
                return null;
            }
            known = new KindCodec(kind, type);
            KNOWN.put(kind, known);
        }
        return known;
    }

    public GroupVersionKind kind() {
        return expected;
    }

    public Decoded decodeJson(byte[] body) {
        if (Bodies.notUtf8Json(body)) {
            throw unreadableJson(body);
        }
        try (JsonParser parser = Json.mapper().createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw unreadableJson(body);
            }
            if (first != JsonToken.START_OBJECT && first != JsonToken.VALUE_NULL) {
                parser.skipChildren();
                String problem = parser.nextToken() == null ? Bodies.wrongRoot(first) : Bodies.syntaxProblem(body);
                throw Bodies.unrecognized(expected, Bodies.NO_KIND + problem, body);
            }
            TypedReader reader = new TypedReader(parser);
            ObjectNode object = read(reader, body);
            if (parser.nextToken() != null) {
                throw unreadableJson(body);
            }
            return finish(object, reader, body, List.of());
        } catch (JacksonException e) {
            throw unreadableJson(body);
        }
    }

    /** The first document counts. */
    public Decoded decodeYaml(byte[] body) {
        YamlBody yaml;
        try {
            yaml = YamlBody.read(body);
        } catch (YamlBody.Unreadable e) {
            throw Bodies.unrecognized(expected, e.message(), body);
        }
        return decodeTree(yaml.root(), body, yaml.problems());
    }

    /** A tree, such as the outcome of a patch. It is not changed. */
    public Decoded decode(JsonNode tree) {
        return decodeTree(tree, null, List.of());
    }

    /**
     * Brings an object that {@code decode} gave and that was changed since back into the written form, in place: empty values that
     * are left out go, those that are always written come. An object that was not changed stays as it is.
     */
    public void complete(ObjectNode object) {
        Completion.STORED.complete(object, type);
    }

    /** The same for an object that has not been stored yet, in which an empty list that is always written is no null. */
    public void completeSent(ObjectNode object) {
        Completion.SENT.complete(object, type);
    }

    /** An object that {@code decode} gave, with its members in the order of the Go structs; those of no struct come last. */
    public ObjectNode ordered(ObjectNode object) {
        ObjectNode result = Completion.ordered(object, type);
        result.remove(List.of("kind", "apiVersion"));
        ObjectNode whole = Json.object();
        for (String field : List.of("kind", "apiVersion")) {
            if (object.has(field)) {
                whole.set(field, object.path(field));
            }
        }
        return whole.setAll(result);
    }

    /** As {@link Fitting#problem}, for an object of this kind. */
    public String fit(ObjectNode object) {
        return Fitting.problem(object, type);
    }

    private Decoded decodeTree(JsonNode tree, byte @Nullable [] body, List<String> earlier) {
        byte[] shown = body == null ? Json.bytes(tree) : body;
        if (!tree.isObject() && !tree.isNull()) {
            throw Bodies.unrecognized(expected, Bodies.NO_KIND + Bodies.wrongRoot(tree.asToken()), shown);
        }
        if (body != null) {
            Bodies.checkTexts(expected, tree, body);
        }
        try (JsonParser parser = Json.mapper().treeAsTokens(tree)) {
            parser.nextToken();
            TypedReader reader = new TypedReader(parser);
            return finish(read(reader, shown), reader, shown, earlier);
        }
    }

    /** A body that is refused half-way may still be of another kind, which then is the complaint. */
    private ObjectNode read(TypedReader reader, byte[] body) {
        try {
            return reader.read(type);
        } catch (Refused e) {
            Bodies.checkTexts(expected, body);
            Bodies.checkKind(expected, type, Bodies.rootTexts(body));
            throw refused(e.message());
        }
    }

    private Decoded finish(ObjectNode object, TypedReader reader, byte[] body, List<String> earlier) {
        String problem = reader.typeError();
        if (problem != null) {
            Bodies.checkTexts(expected, body);
        }
        GroupVersionKind said = Bodies.checkKind(
                expected,
                type,
                new Bodies.RootTexts(
                        object.path("apiVersion").asString(""),
                        object.path("kind").asString(""),
                        body));
        if (problem != null) {
            throw refused(problem);
        }
        ObjectNode whole = withKind(object, said);
        List<String> problems = new ArrayList<>(earlier);
        problems.addAll(reader.problems());
        return new Decoded(whole, said, problems);
    }

    /** Kind and version come first, as everywhere in the API. */
    private static ObjectNode withKind(ObjectNode object, GroupVersionKind kind) {
        if (object.has("kind") && object.has("apiVersion")) {
            return object;
        }
        ObjectNode whole = Json.object();
        whole.set("kind", StringNode.valueOf(kind.kind()));
        whole.set("apiVersion", StringNode.valueOf(kind.apiVersion()));
        object.remove("kind");
        object.remove("apiVersion");
        whole.setAll(object);
        return whole;
    }

    /** The refusal of a body in another encoding whose beginning could not even be understood. */
    public ApiException unrecognized(String why, byte[] body) {
        return Bodies.unrecognized(expected, why, body);
    }

    /** The refusal of a body of the right kind with this problem in it. */
    public ApiException refused(String problem) {
        return refused(expected, problem);
    }

    /** The same for any kind. */
    public static ApiException refused(GroupVersionKind kind, String problem) {
        return refused(kind, kind, problem);
    }

    /** The same for a body that says it is of another kind. */
    public static ApiException refused(GroupVersionKind said, GroupVersionKind expected, String problem) {
        return ApiException.badRequest(said.kind() + " in version \"" + said.version() + "\" cannot be handled as a "
                + expected.kind() + ": " + problem);
    }

    /** The refusal of a body that is no JSON or doesn't say what it is, for any kind. */
    public static ApiException unrecognized(GroupVersionKind kind, String why, byte[] body) {
        return Bodies.unrecognized(kind, why, body);
    }

    /**
     * Refuses a body that is no object, or whose version and kind are no texts, for any kind.
     *
     * @return what it says of its version and kind, either of which may be missing
     */
    public static GroupVersionKind said(GroupVersionKind expected, JsonNode root, byte[] body) {
        if (!root.isObject() && !root.isNull()) {
            throw Bodies.unrecognized(expected, Bodies.NO_KIND + Bodies.wrongRoot(root.asToken()), body);
        }
        Bodies.checkTexts(expected, root, body);
        return Bodies.groupVersion(expected, root.path("apiVersion").asString(""), body)
                .kind(root.path("kind").asString(""));
    }

    /** Reads a JSON body of any kind, whatever it is. */
    public static JsonDocument document(GroupVersionKind expected, byte[] body) {
        try {
            if (!Bodies.notUtf8Json(body)) {
                return JsonDocument.read(body);
            }
        } catch (ApiException e) {
            // told below, in the words of the API
        }
        throw unrecognized(expected, Bodies.NO_KIND + Bodies.syntaxProblem(body), body);
    }

    private ApiException unreadableJson(byte[] body) {
        return Bodies.unrecognized(expected, Bodies.NO_KIND + Bodies.syntaxProblem(body), body);
    }
}
