package io.davit.test.golden;

import io.davit.model.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Replaces what differs from run to run by placeholders that keep what must be equal equal: names, uids, addresses, versions in their
 * order, times near now.
 */
final class Normaliser {

    private static final Pattern UUID =
            Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");
    private static final Pattern TIME =
            Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern JWT = Pattern.compile("\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    private static final Pattern AGE = Pattern.compile("(\\d+[smhdy])+");
    private static final Pattern ADDRESS = Pattern.compile("\\b10\\.0\\.\\d+\\.\\d+\\b");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d{2,}\\b");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern GENERATE_NAME = Pattern.compile("\"generateName\":\"([^\"$]+)\"");
    private static final Set<String> AGES =
            Set.of("Age", "Last Seen", "First Seen", "Last Schedule", "Duration", "AGE");

    private final String caseText;
    private final Map<String, String> names;
    private final String server;
    private final List<Pattern> prefixes = new ArrayList<>();
    private final Map<String, String> uids = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, String> generated = new LinkedHashMap<>();
    private final Map<Long, String> ports = new LinkedHashMap<>();
    private final TreeSet<Long> versions = new TreeSet<>();

    /**
     * @param caseText the case without its answers; what stands in it is left as it is
     * @param names the names made for the case, with their placeholders
     * @param server host and port of the server
     */
    Normaliser(String caseText, Map<String, String> names, String server) {
        this.caseText = caseText;
        this.names = names;
        this.server = server;
        GENERATE_NAME
                .matcher(caseText)
                .results()
                .forEach(m -> prefixes.add(Pattern.compile(
                        "(" + Pattern.quote(m.group(1)) + ")[bcdfghjklmnpqrstvwxz2456789]{5}(?![\\w<])")));
    }

    /** Takes note of generated names and versions in an answer; all answers are learnt before the first is replaced. */
    void learn(JsonNode value) {
        if (value instanceof ObjectNode object) {
            JsonNode meta = object.get("metadata");
            if (meta instanceof ObjectNode) {
                learnName(
                        meta.path("generateName").asString(""),
                        meta.path("name").asString(""));
                JsonNode version = meta.path("resourceVersion");
                if (version.isString() && DIGITS.matcher(version.stringValue()).matches() && isObject(object)) {
                    versions.add(Long.parseLong(version.stringValue()));
                }
            }
        }
        value.forEach(this::learn);
    }

    private void learnName(String generateName, String name) {
        String stem = generateName.substring(0, Math.min(58, generateName.length()));
        boolean made = !generateName.isEmpty() && !name.isEmpty() && name.startsWith(stem);
        if (made && !name.equals(generateName) && !caseText.contains(name)) {
            generated.putIfAbsent(name, stem + "<rand:" + (generated.size() + 1) + ">");
        }
    }

    private static boolean isObject(JsonNode value) {
        JsonNode meta = value.path("metadata");
        return !value.has("items") && !value.has("rows") && (meta.has("uid") || meta.has("name"));
    }

    JsonNode value(JsonNode value, boolean keepManaged) {
        if (value.isString()) {
            return StringNode.valueOf(string(value.stringValue()));
        }
        if (value instanceof ArrayNode array) {
            ArrayNode out = Json.array();
            array.forEach(each -> out.add(value(each, keepManaged)));
            return out;
        }
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        ObjectNode out = Json.object();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            String key = each.getKey();
            if (!key.equals("managedFields") || keepManaged || !each.getValue().isArray()) {
                out.set(string(key), field(object, key, each.getValue(), keepManaged));
            }
        }
        if (object.path("kind").asString("").equals("Table")) {
            ages(out);
        }
        return out;
    }

    private JsonNode field(ObjectNode owner, String key, JsonNode value, boolean keepManaged) {
        JsonNode present = value;
        if (key.equals("metadata") && value.path("resourceVersion").isString()) {
            ObjectNode copy = Json.object();
            copy.setAll((ObjectNode) value);
            copy.put("resourceVersion", version(value.path("resourceVersion").stringValue(), owner));
            present = copy;
        }
        if (key.equals("continue") && value.isString() && value.stringValue().length() > 8) {
            present = StringNode.valueOf("<continue>");
        }
        boolean port = key.equals("nodePort") || key.equals("healthCheckNodePort");
        if (port && value.isIntegralNumber() && !caseText.contains(value.asString())) {
            present = StringNode.valueOf(
                    ports.computeIfAbsent(value.longValue(), p -> "<port:" + (ports.size() + 1) + ">"));
        }
        return key.equals("message") && present.isString()
                ? StringNode.valueOf(message(present.stringValue()))
                : value(present, keepManaged);
    }

    private String version(String version, ObjectNode owner) {
        if (!DIGITS.matcher(version).matches() || version.equals("0")) {
            return version;
        }
        return isObject(owner) && versions.contains(Long.parseLong(version)) ? rank(Long.parseLong(version)) : "<rv>";
    }

    private String rank(long version) {
        return "<rv:" + (versions.headSet(version).size() + 1) + ">";
    }

    /** A text for people: numbers in it that are versions of the case become placeholders too. */
    private String message(String text) {
        return string(replace(
                NUMBER,
                text,
                m -> m.group().length() < 19
                                && versions.contains(Long.parseLong(m.group()))
                                && !caseText.contains(m.group())
                        ? rank(Long.parseLong(m.group()))
                        : m.group()));
    }

    String string(String text) {
        String s = text;
        List<String> longestFirst = new ArrayList<>(generated.keySet());
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        for (String name : longestFirst) {
            s = s.replace(name, generated.getOrDefault(name, name));
        }
        for (Pattern prefix : prefixes) {
            s = prefix.matcher(s).replaceAll("$1<rand>");
        }
        for (Map.Entry<String, String> name : names.entrySet()) {
            s = s.replace(name.getKey(), name.getValue());
        }
        s = numbered(UUID, s, uids, "uid");
        s = JWT.matcher(s).replaceAll("<jwt>");
        s = replace(TIME, s, m -> near(m.group()) ? "<time>" : m.group());
        s = s.replaceAll("kube-api-access-[a-z0-9]{5}", "kube-api-access-<rand>");
        s = s.replaceAll("too old resource version: \\d+ \\(\\d+\\)", "too old resource version: <n> (<n>)");
        s = s.replaceAll(
                "Too large resource version: (\\d+), current: \\d+", "Too large resource version: $1, current: <n>");
        s = numbered(ADDRESS, s, addresses, "ip");
        return s.replace(server, "<server>");
    }

    private String numbered(Pattern pattern, String text, Map<String, String> known, String word) {
        return replace(
                pattern,
                text,
                m -> caseText.contains(m.group())
                        ? m.group()
                        : known.computeIfAbsent(m.group(), k -> "<" + word + ":" + (known.size() + 1) + ">"));
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> with) {
        return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(with.apply(m)));
    }

    private static boolean near(String time) {
        try {
            Instant at = OffsetDateTime.parse(time).toInstant();
            return Duration.between(at, Instant.now()).abs().toSeconds() < 7200;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void ages(ObjectNode table) {
        List<String> columns = new ArrayList<>();
        table.path("columnDefinitions").forEach(c -> columns.add(c.path("name").asString("")));
        for (JsonNode row : table.path("rows")) {
            if (row.get("cells") instanceof ArrayNode cells) {
                for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
                    JsonNode cell = cells.get(i);
                    if (AGES.contains(columns.get(i))
                            && cell.isString()
                            && AGE.matcher(cell.stringValue()).matches()) {
                        cells.set(i, "<age>");
                    }
                }
            }
        }
    }
}
