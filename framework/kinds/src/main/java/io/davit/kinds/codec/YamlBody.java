package io.davit.kinds.codec;

import io.davit.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
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

    private final Iterator<Event> events;
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private final List<String> duplicates = new ArrayList<>();
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
            YamlBody body = new YamlBody(new Parse(settings)
                    .parseString(new String(text, StandardCharsets.UTF_8))
                    .iterator());
            body.document();
            return body;
        } catch (MarkedYamlEngineException e) {
            throw new Unreadable(complaint(e));
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

    /** The keys that are set twice, each with its line. */
    public List<String> duplicates() {
        return List.copyOf(duplicates);
    }

    private static String complaint(MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark();
        String line = mark.map(at -> "line " + (at.getLine() + 1) + ": ").orElse("");
        return "yaml: " + line + e.getProblem();
    }

    private void document() throws Unreadable {
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                root = node(events.next());
                return;
            }
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
        enter();
        ArrayNode array = Json.array();
        anchored(start, array);
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            array.add(node(event));
        }
        depth--;
        return array;
    }

    private ObjectNode mapping(MappingStartEvent start) throws Unreadable {
        enter();
        ObjectNode object = Json.object();
        anchored(start, object);
        ObjectNode merged = Json.object();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (event instanceof ScalarEvent key && merges(key)) {
                merge(node(events.next()), merged);
                continue;
            }
            String key = key(event);
            if (object.has(key)) {
                int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
                duplicates.add("line " + line + ": key " + Json.quote(key) + " already set in map");
            }
            object.set(key, node(events.next()));
        }
        merged.properties().forEach(member -> object.putIfAbsent(member.getKey(), member.getValue()));
        depth--;
        return object;
    }

    private void enter() throws Unreadable {
        if (++depth > Json.MAX_DEPTH) {
            throw new Unreadable("yaml: exceeded max depth");
        }
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

    private String key(Event event) throws Unreadable {
        JsonNode key = node(event);
        if (key.isContainer()) {
            throw new Unreadable("yaml: invalid map key");
        }
        return key.isNull() ? "null" : key.asString("");
    }

    private static JsonNode scalar(ScalarEvent event) throws Unreadable {
        @Nullable String tag = event.getTag().orElse(null);
        if (tag == null) {
            return event.getScalarStyle() == ScalarStyle.PLAIN
                    ? YamlScalar.plain(event.getValue())
                    : YamlScalar.text(event.getValue());
        }
        return switch (tag) {
            case "!", "tag:yaml.org,2002:str" -> YamlScalar.text(event.getValue());
            case "tag:yaml.org,2002:binary" -> YamlScalar.binary(event.getValue());
            default -> YamlScalar.plain(event.getValue());
        };
    }
}
