package io.davit.test.golden;

import io.davit.model.json.Json;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * YAML as the recording tool wrote it. Its words for true and its shapes of numbers are those of YAML 1.1 as PyYAML reads them: the
 * quantity {@code 1e3} is a text, for instance, which other readers take for a number.
 */
public final class PlainYaml {

    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?([0-9][0-9_]*\\.[0-9_]*|\\.[0-9][0-9_]*)([eE][-+][0-9]+)?");
    private static final Pattern TRUE = Pattern.compile("yes|Yes|YES|true|True|TRUE|on|On|ON");
    private static final Pattern FALSE = Pattern.compile("no|No|NO|false|False|FALSE|off|Off|OFF");
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");

    private PlainYaml() {}

    public static JsonNode parse(String text) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        Deque<JsonNode> open = new ArrayDeque<>();
        Deque<String> keys = new ArrayDeque<>();
        JsonNode root = NullNode.instance;
        for (Event event : new Parse(settings).parseString(text)) {
            JsonNode made = null;
            if (event instanceof MappingStartEvent) {
                open.push(Json.object());
                keys.push("");
            } else if (event instanceof SequenceStartEvent) {
                open.push(Json.array());
                keys.push("");
            } else if (event instanceof MappingEndEvent || event instanceof SequenceEndEvent) {
                made = open.pop();
                keys.pop();
            } else if (event instanceof ScalarEvent scalar) {
                if (open.peek() instanceof ObjectNode && keys.getFirst().isEmpty()) {
                    keys.pop();
                    keys.push("\0" + scalar.getValue());
                    continue;
                }
                made = scalar(scalar);
            }
            if (made != null && !add(open.peek(), keys, made)) {
                root = made;
            }
        }
        return root;
    }

    private static boolean add(@Nullable JsonNode parent, Deque<String> keys, JsonNode made) {
        if (parent instanceof ObjectNode object) {
            object.set(keys.pop().substring(1), made);
            keys.push("");
        } else if (parent instanceof ArrayNode array) {
            array.add(made);
        }
        return parent != null;
    }

    private static JsonNode scalar(ScalarEvent event) {
        String text = event.getValue();
        if (event.getScalarStyle() != ScalarStyle.PLAIN) {
            return StringNode.valueOf(text);
        }
        if (NULL.matcher(text).matches()) {
            return NullNode.instance;
        }
        if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
            return BooleanNode.valueOf(TRUE.matcher(text).matches());
        }
        if (WHOLE.matcher(text).matches()) {
            return BigIntegerNode.valueOf(new BigInteger(text.replace("_", "").replace("+", "")));
        }
        return FLOAT.matcher(text).matches()
                ? DoubleNode.valueOf(Double.parseDouble(text.replace("_", "")))
                : StringNode.valueOf(text);
    }
}
