package io.davit.kinds.codec;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The first document of a YAML text as a JSON tree, read as the API reads YAML: with YAML 1.1's booleans, numbers and merge keys.
 *
 * <p>Depth and the number of nodes are bounded, aliases included.
 */
public final class YamlBody {

    private static final int MAX_NODES = 1_000_000;
    private static final int MAX_BYTES = 64 << 20;
    private static final String CORE = "tag:yaml.org,2002:";

    private final Iterator<Event> events;
    private final Map<String, JsonNode> anchors = new HashMap<>();
    /** The anchors of the collections that are being read. */
    private final Set<String> open = new HashSet<>();

    private final List<String> duplicates = new ArrayList<>();
    private @Nullable Event last;
    private JsonNode root = NullNode.getInstance();
    private int nodes;
    private int depth;

    /** A text that is no YAML, or too much of it. */
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message, null, false, false);
        }

        public String message() {
            String message = getMessage();
            return message == null ? "yaml" : message;
        }
    }

    private YamlBody(Iterator<Event> events) {
        this.events = events;
    }

    public static YamlBody read(byte[] text) throws Unreadable {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();
        try {
            YamlBody body = new YamlBody(
                    new Parse(settings).parseString(YamlText.of(text)).iterator());
            body.document();
            return body;
        } catch (YamlVersionException e) {
            throw new Unreadable("yaml: found incompatible YAML document");
        } catch (YamlEngineException e) {
            throw new Unreadable("yaml: " + e.getMessage());
        }
    }

    /** The tree; null's node for an empty text. */
    public JsonNode root() {
        return root;
    }

    /** The complaint about keys that are set twice, of which the last counts; no more than one entry. */
    public List<String> problems() {
        return duplicates.isEmpty() ? List.of() : List.of(Decoded.yamlProblem(duplicates));
    }

    /** The keys that are set twice, each with the line of its second value. */
    public List<String> duplicates() {
        return List.copyOf(duplicates);
    }

    private void document() throws Unreadable {
        try {
            firstDocument();
        } catch (MarkedYamlEngineException e) {
            throw new Unreadable(YamlSyntax.complaint(e, last));
        }
    }

    private Event next() {
        last = events.next();
        return last;
    }

    private void firstDocument() throws Unreadable {
        while (events.hasNext()) {
            Event event = next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                try {
                    root = node(next());
                } catch (Unreadable e) {
                    readOn();
                    throw e;
                }
                readOn();
                return;
            }
        }
    }

    /** What is no YAML at all is told before what it means, and before the end of a document nobody knows whether it is any. */
    private void readOn() {
        while (events.hasNext() && next().getEventId() != Event.ID.DocumentEnd) {
            // only the parser's own complaints count
        }
    }

    private JsonNode node(Event event) throws Unreadable {
        if (++nodes > MAX_NODES) {
            throw new Unreadable("yaml: document contains excessive aliasing");
        }
        return switch (event) {
            case AliasEvent alias -> aliased(alias);
            case ScalarEvent scalar -> anchored(scalar, scalar(scalar));
            case SequenceStartEvent start -> sequence(start);
            case MappingStartEvent start -> mapping(start);
            default -> throw new Unreadable("yaml: unexpected " + event.getEventId());
        };
    }

    private JsonNode anchored(NodeEvent event, JsonNode node) {
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
        return node;
    }

    private JsonNode aliased(AliasEvent alias) throws Unreadable {
        String name = alias.getAlias().getValue();
        JsonNode node = anchors.get(name);
        if (open.contains(name)) {
            throw new Unreadable("yaml: anchor '" + name + "' value contains itself");
        }
        if (node == null) {
            throw new Unreadable("yaml: unknown anchor '" + name + "' referenced");
        }
        count(node);
        return node.deepCopy();
    }

    /** Copies of aliased nodes count like nodes, so that a short text cannot grow without end. */
    private void count(JsonNode node) throws Unreadable {
        nodes += 1;
        if (nodes > MAX_NODES) {
            throw new Unreadable("yaml: document contains excessive aliasing");
        }
        for (JsonNode child : node) {
            count(child);
        }
    }

    private ArrayNode sequence(SequenceStartEvent start) throws Unreadable {
        enter(start);
        ArrayNode array = Json.array();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            array.add(node(event));
        }
        leave(start, array);
        return array;
    }

    private ObjectNode mapping(MappingStartEvent start) throws Unreadable {
        enter(start);
        ObjectNode object = Json.object();
        ObjectNode merged = Json.object();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            if (event instanceof ScalarEvent key && merges(key)) {
                merge(node(next()), merged);
                continue;
            }
            JsonNode named = node(event);
            String key = key(named);
            Event value = next();
            if (object.has(key)) {
                int line = value.getStartMark().map(Mark::getLine).orElse(0) + 1;
                duplicates.add("line " + line + ": key " + Json.text(named) + " already set in map");
            }
            object.set(key, node(value));
        }
        merged.properties().forEach(member -> object.putIfAbsent(member.getKey(), member.getValue()));
        leave(start, object);
        return object;
    }

    private void enter(CollectionStartEvent start) throws Unreadable {
        if (++depth > Json.MAX_DEPTH) {
            throw new Unreadable("yaml: exceeded max depth");
        }
        start.getAnchor().map(Anchor::getValue).ifPresent(open::add);
    }

    private void leave(CollectionStartEvent start, JsonNode read) {
        depth--;
        start.getAnchor().map(Anchor::getValue).ifPresent(open::remove);
        anchored(start, read);
    }

    private static boolean merges(ScalarEvent key) {
        return key.getScalarStyle() == ScalarStyle.PLAIN && key.getValue().equals("<<");
    }

    /** The first of several merged maps wins; the map's own keys win over all. */
    private static void merge(JsonNode from, ObjectNode into) throws Unreadable {
        if (from instanceof ObjectNode object) {
            object.properties().forEach(member -> into.putIfAbsent(member.getKey(), member.getValue()));
        } else if (from instanceof ArrayNode array) {
            for (JsonNode element : array) {
                merge(element, into);
            }
        } else {
            throw new Unreadable("yaml: map merge requires map or sequence of maps as the value");
        }
    }

    private String key(JsonNode key) throws Unreadable {
        if (key.isContainer()) {
            throw new Unreadable("yaml: invalid map key: " + YamlKey.shown(key));
        }
        if (key.isNull()) {
            JsonNode value = node(next());
            String shown = value.isNull() ? "<nil>" : value.isString() ? value.asString() : YamlKey.shown(value);
            throw new Unreadable("unsupported map key of type: %!s(<nil>), key: <nil>, value: " + shown);
        }
        return key.asString("");
    }

    private static JsonNode scalar(ScalarEvent event) throws Unreadable {
        @Nullable String tag = event.getTag().orElse(null);
        if (tag == null) {
            return event.getScalarStyle() == ScalarStyle.PLAIN
                    ? YamlScalar.plain(event.getValue())
                    : YamlScalar.text(event.getValue());
        }
        return switch (tag) {
            case CORE + "binary" -> YamlScalar.binary(event.getValue());
            case CORE + "bool", CORE + "int", CORE + "float", CORE + "null" ->
                YamlScalar.tagged(event.getValue(), tag.substring(CORE.length()));
            default -> YamlScalar.text(event.getValue());
        };
    }
}
