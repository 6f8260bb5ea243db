package io.davit.test.golden;

import io.davit.model.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** One run of a case: its steps in order, the answers made comparable, then compared. */
final class GoldenRun {

    /** Bodies as the tool that recorded the answers sent them: some answers quote the text. */
    private static final ObjectWriter SPACED = Json.mapper()
            .writer()
            .with(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEntrySpacing(Separators.Spacing.AFTER)
                            .withArrayElementSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
                    .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter()))
            .with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)\\}");
    private static final Set<String> KEPT_HEADERS =
            Set.of("content-type", "warning", "retry-after", "location", "allow");

    private final Server server;
    private final GoldenCase golden;
    private final Duration longestWait;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, JsonNode> raw = new LinkedHashMap<>();
    private final Map<String, Watch> watches = new LinkedHashMap<>();
    private final List<String> namespaces = new ArrayList<>();
    private final Normaliser normaliser;

    private GoldenRun(Server server, GoldenCase golden, Duration longestWait) {
        this.server = server;
        this.golden = golden;
        this.longestWait = longestWait;
        variables.put("ns", "golden-" + letters());
        variables.put("ns2", "golden2-" + letters());
        variables.put("id", "g" + letters());
        variables.put("id2", "h" + letters());
        Map<String, String> names = new LinkedHashMap<>();
        variables.forEach((name, value) -> names.put(value, "<" + name + ">"));
        normaliser = new Normaliser(golden.text(), names, server.hostAndPort());
    }

    /**
     * Runs a case.
     *
     * @param longestWait bounds what a step may wait for, whatever the case says
     * @return what differs from the recorded answers, or why the case came to no end
     */
    static List<String> differences(Server server, GoldenCase golden, Duration longestWait)
            throws IOException, InterruptedException {
        return new GoldenRun(server, golden, longestWait).run();
    }

    private List<String> run() throws IOException, InterruptedException {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        try {
            prepare();
            for (ObjectNode step : golden.steps()) {
                JsonNode answer = perform(step);
                if (answer != null) {
                    normaliser.learn(answer);
                    answers.put(id(step), answer);
                }
            }
            return compare(answers);
        } catch (CaseFailed e) {
            return List.of(String.valueOf(e.getMessage()));
        } finally {
            tidyUp();
        }
    }

    private List<String> compare(Map<String, JsonNode> answers) throws CaseFailed {
        Map<String, JsonNode> shaped = new LinkedHashMap<>();
        for (ObjectNode step : golden.steps()) {
            JsonNode answer = answers.get(id(step));
            if (answer != null) {
                shaped.put(id(step), shape(step, answer));
            }
        }
        List<String> problems = new ArrayList<>();
        for (ObjectNode step : golden.steps()) {
            JsonNode want = step.get("answer");
            if (want != null) {
                Set<String> loose = texts(
                        step.has("loose")
                                ? step.path("loose")
                                : golden.content().path("loose"));
                Differences.between(want, shaped.get(id(step)), loose)
                        .forEach(problem -> problems.add("step " + id(step) + problem));
            }
        }
        return problems;
    }

    // ------------------------------------------------------------------ steps

    private @Nullable JsonNode perform(ObjectNode step) throws IOException, InterruptedException, CaseFailed {
        if (step.has("open")) {
            return open(step);
        }
        if (step.has("collect")) {
            return collect(step);
        }
        if (step.has("kubectl")) {
            return kubectl(step);
        }
        if (step.has("sleep")) {
            Thread.sleep((long) (step.path("sleep").asDouble() * 1000));
            return null;
        }
        ObjectNode answer = ask(step);
        raw.put(id(step), answer.has("body") ? answer.path("body") : NullNode.instance);
        return answer;
    }

    private @Nullable JsonNode open(ObjectNode step) throws IOException, InterruptedException, CaseFailed {
        Watch watch = server.open(text(step.path("open")), headers(step), user(step));
        watches.put(id(step), watch);
        if (watch.code() == 200) {
            return null;
        }
        Thread.sleep(300);
        return Json.object().put("code", watch.code()).set("events", watch.take());
    }

    private JsonNode collect(ObjectNode step) throws InterruptedException, CaseFailed {
        Watch watch = watches.get(step.path("collect").asString());
        if (watch == null) {
            throw new CaseFailed("step " + id(step) + ": no watch " + step.path("collect"));
        }
        Duration within = seconds(step, "within", 5);
        Integer count = step.has("count") ? Integer.valueOf(step.path("count").asInt()) : null;
        ArrayNode events = watch.collect(count, within, seconds(step, "settle", 0.3));
        ObjectNode answer = Json.object();
        answer.set("events", events);
        raw.put(id(step), answer.deepCopy());
        if (step.path("closed").asBoolean(false)) {
            answer.put("closed", watch.awaitEnd(within));
        }
        return answer;
    }

    private JsonNode kubectl(ObjectNode step) throws IOException, InterruptedException, CaseFailed {
        JsonNode stdin = step.has("stdin") ? fill(step.path("stdin")) : StringNode.valueOf("");
        return Kubectl.run(
                        server,
                        user(step),
                        variables.getOrDefault("ns", ""),
                        ShellWords.of(text(step.path("kubectl"))),
                        stdin.isString() ? stdin.stringValue() : Json.text(stdin))
                .json();
    }

    /** Asks, again and again where the step says until when. */
    private ObjectNode ask(ObjectNode step) throws IOException, InterruptedException, CaseFailed {
        JsonNode until = step.has("until") ? fill(step.path("until")) : Json.object();
        long end = System.nanoTime() + seconds(step, "within", 10).toNanos();
        while (true) {
            ObjectNode answer = askOnce(step);
            boolean holds = until.properties().stream()
                    .allMatch(e -> Path.word(Path.of(e.getKey()).get(answer)).equals(Path.word(e.getValue())));
            if (holds) {
                return answer;
            }
            if (System.nanoTime() > end) {
                String last = Json.text(answer);
                throw new CaseFailed("step " + id(step) + ": still not " + Json.text(until) + "; last: "
                        + last.substring(0, Math.min(300, last.length())));
            }
            Thread.sleep(100);
        }
    }

    private ObjectNode askOnce(ObjectNode step) throws IOException, CaseFailed {
        String[] request = text(step.path("do")).split(" ", 2);
        Map<String, List<String>> headers = headers(step);
        byte[] body = body(step);
        if (body != null && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("Content-Type", List.of("application/json"));
        }
        return answer(server.send(request[0], request[1], headers, body, user(step)));
    }

    private static ObjectNode answer(Answer received) {
        ObjectNode answer = Json.object().put("code", received.code());
        ObjectNode headers = answer.putObject("headers");
        received.headers().forEach((name, values) -> {
            if (KEPT_HEADERS.contains(name)) {
                if (values.size() == 1 && !name.equals("warning")) {
                    headers.put(name, values.getFirst());
                } else {
                    values.forEach(headers.withArray(name)::add);
                }
            }
        });
        String type = received.header("content-type");
        if (type.contains("json") && !type.contains("protobuf")) {
            answer.set("body", received.body().length == 0 ? NullNode.instance : Json.parse(received.body()));
        } else if (type.contains("protobuf")) {
            answer.put("base64", Base64.getEncoder().encodeToString(received.body()));
        } else {
            answer.put("text", new String(received.body(), StandardCharsets.UTF_8));
        }
        return answer;
    }

    private byte @Nullable [] body(ObjectNode step) throws CaseFailed {
        if (step.has("body")) {
            return SPACED.writeValueAsBytes(fill(step.path("body")));
        }
        if (step.has("text")) {
            return text(step.path("text")).getBytes(StandardCharsets.UTF_8);
        }
        return step.has("base64")
                ? Base64.getDecoder().decode(step.path("base64").asString())
                : null;
    }

    private Map<String, List<String>> headers(ObjectNode step) throws CaseFailed {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : fill(step.path("headers")).properties()) {
            List<String> values = new ArrayList<>();
            if (each.getValue().isArray()) {
                each.getValue().forEach(value -> values.add(Path.word(value)));
            } else if (!each.getValue().isNull()) {
                values.add(Path.word(each.getValue()));
            }
            headers.put(each.getKey(), values);
        }
        return headers;
    }

    private static String user(ObjectNode step) {
        return step.path("as").asString("admin");
    }

    /** The step's name; steps without one are numbered. */
    private String id(ObjectNode step) {
        return step.path("id").asString("s" + (golden.steps().indexOf(step) + 1));
    }

    private Duration seconds(ObjectNode step, String field, double otherwise) {
        Duration asked = Duration.ofMillis((long) (step.path(field).asDouble(otherwise) * 1000));
        return asked.compareTo(longestWait) > 0 ? longestWait : asked;
    }

    // ------------------------------------------------------------------ variables

    private String text(JsonNode value) throws CaseFailed {
        return Path.word(fill(value));
    }

    private JsonNode fill(JsonNode value) throws CaseFailed {
        if (value.isString()) {
            return filled(value.stringValue());
        }
        if (value.isArray()) {
            ArrayNode out = Json.array();
            for (JsonNode each : value) {
                out.add(fill(each));
            }
            return out;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode out = Json.object();
        for (Map.Entry<String, JsonNode> each : value.properties()) {
            out.set(Path.word(filled(each.getKey())), fill(each.getValue()));
        }
        return out;
    }

    private JsonNode filled(String text) throws CaseFailed {
        Matcher matcher = VARIABLE.matcher(text);
        if (matcher.matches()) {
            return look(matcher.group(1));
        }
        StringBuilder out = new StringBuilder();
        matcher.reset();
        while (matcher.find()) {
            matcher.appendReplacement(out, Matcher.quoteReplacement(Path.word(look(matcher.group(1)))));
        }
        return StringNode.valueOf(matcher.appendTail(out).toString());
    }

    private JsonNode look(String name) throws CaseFailed {
        String variable = variables.get(name);
        if (variable != null) {
            return StringNode.valueOf(variable);
        }
        int colon = name.indexOf(':');
        JsonNode earlier = raw.get(colon < 0 ? name : name.substring(0, colon));
        JsonNode found = Path.of(colon < 0 ? "" : name.substring(colon + 1)).get(earlier);
        if (found == null) {
            throw new CaseFailed("${" + name + "}: nothing there");
        }
        return found;
    }

    // ------------------------------------------------------------------ the comparable form

    private JsonNode shape(ObjectNode step, JsonNode answer) throws CaseFailed {
        Set<String> keep = new HashSet<>(texts(golden.content().path("keep")));
        keep.addAll(texts(step.path("keep")));
        JsonNode out = normaliser.value(answer, keep.contains("managedFields"));
        if (step.has("pick") && out.get("body") instanceof ObjectNode body) {
            pick(step, (ObjectNode) out, body);
        }
        for (JsonNode path : step.path("ignore")) {
            out = Path.of(path.asString()).change(out, old -> StringNode.valueOf("<any>"));
        }
        for (JsonNode path : step.path("unordered")) {
            out = Path.of(path.asString()).change(out, GoldenRun::sorted);
        }
        if (out instanceof ObjectNode object
                && object.has("base64")
                && !step.path("exact").asBoolean(false)) {
            object.put("base64", "<any>");
        }
        return out;
    }

    /** Only the picked paths of the body; an unexpected Status stays visible. */
    private void pick(ObjectNode step, ObjectNode out, ObjectNode body) throws CaseFailed {
        ObjectNode picked = Json.object();
        boolean any = false;
        for (JsonNode path : step.path("pick")) {
            JsonNode found = Path.of(normaliser.string(text(path))).get(body);
            picked.set(path.asString(), found == null ? NullNode.instance : found);
            any = any || found != null;
        }
        if (any || !body.path("kind").asString("").equals("Status")) {
            out.set("body", picked);
        }
    }

    private static JsonNode sorted(JsonNode list) {
        if (!list.isArray()) {
            return list;
        }
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        all.sort(Comparator.comparing(each -> Json.text(sortedKeys(each))));
        ArrayNode out = Json.array();
        all.forEach(out::add);
        return out;
    }

    private static JsonNode sortedKeys(JsonNode value) {
        if (value.isArray()) {
            ArrayNode out = Json.array();
            value.forEach(each -> out.add(sortedKeys(each)));
            return out;
        }
        if (!value.isObject()) {
            return value;
        }
        Map<String, JsonNode> sorted = new TreeMap<>();
        value.properties().forEach(e -> sorted.put(e.getKey(), sortedKeys(e.getValue())));
        ObjectNode out = Json.object();
        sorted.forEach(out::set);
        return out;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> all = new HashSet<>();
        list.forEach(each -> all.add(each.asString("")));
        return all;
    }

    // ------------------------------------------------------------------ before and after

    private void prepare() throws IOException, InterruptedException, CaseFailed {
        String text = golden.text();
        for (String name : List.of("ns", "ns2")) {
            if (text.contains("${" + name + "}") || name.equals("ns") && golden.usesKubectl()) {
                ObjectNode namespace = namespace(name);
                if (golden.content().get("namespaceLabels") instanceof ObjectNode labels) {
                    ((ObjectNode) namespace.path("metadata")).set("labels", labels);
                }
                Answer answer = send("POST", "/api/v1/namespaces", namespace);
                if (answer.code() != 201) {
                    throw new CaseFailed("cannot create namespace: " + answer.code());
                }
                namespaces.add(name);
                if (!golden.bare()) {
                    ObjectNode wait = Json.object()
                            .put("id", "wait")
                            .put("do", "GET /api/v1/namespaces/${" + name + "}/serviceaccounts/default");
                    wait.putObject("until").put("code", 200);
                    ask(wait);
                }
            }
        }
        raw.put("_", Json.object());
    }

    private void tidyUp() throws IOException {
        watches.values().forEach(Watch::close);
        for (JsonNode line : golden.content().path("finally")) {
            try {
                String[] request = text(line).split(" ", 2);
                server.send(request[0], request[1], Map.of(), null, "admin");
            } catch (CaseFailed e) {
                continue; // nothing was made that the line could name
            }
        }
        for (String name : namespaces) {
            String path = "/api/v1/namespaces/" + variables.get(name);
            server.send("DELETE", path, Map.of(), null, "admin");
            // No controller ends a namespace on a bare API layer.
            ObjectNode namespace = namespace(name);
            namespace.putObject("spec").putArray("finalizers");
            send("PUT", path + "/finalize", namespace);
        }
    }

    private ObjectNode namespace(String variable) {
        ObjectNode namespace = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", variables.get(variable));
        return namespace;
    }

    private Answer send(String method, String path, ObjectNode body) throws IOException {
        return server.send(
                method, path, Map.of("Content-Type", List.of("application/json")), Json.bytes(body), "admin");
    }

    private static String letters() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            letters.append((char) ('a' + ThreadLocalRandom.current().nextInt(26)));
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    /** A case that came to no end. */
    private static final class CaseFailed extends Exception {
        CaseFailed(String message) {
            super(message);
        }
    }
}
