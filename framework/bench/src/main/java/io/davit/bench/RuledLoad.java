package io.davit.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.util.retry.Retry;

/**
 * What rules in CEL cost: creates of two custom kinds that differ in nothing but ten rules. They take turns, because a machine's speed
 * varies all the time, and the medians count.
 */
final class RuledLoad {

    private static final int RULES = 10;
    private static final int TURNS = 5;
    private static final List<String> PLURALS = List.of("plains", "ruleds");
    private static final String FILL = "0123456789abcdef".repeat(60);
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private final Target target;
    private final String namespace;
    private final String group;
    private final AtomicInteger made = new AtomicInteger();

    RuledLoad(Target target, String namespace) {
        this.target = target;
        this.namespace = namespace;
        this.group = namespace + ".davit.io";
    }

    /** Puts both rates among the figures. */
    void run(Figures figures, int clients, Duration slice) {
        define("plains", "Plain", 0);
        define("ruleds", "Ruled", RULES);
        Duration turn = slice.dividedBy(TURNS);
        create("plains", clients, slice.dividedBy(2));
        create("ruleds", clients, slice.dividedBy(2));
        List<Double> plain = new ArrayList<>();
        List<Double> ruled = new ArrayList<>();
        for (int i = 0; i < TURNS; i++) {
            plain.add(create("plains", clients, turn));
            ruled.add(create("ruleds", clients, turn));
        }
        figures.put(Figure.CREATE_UNRULED, median(plain));
        figures.put(Figure.CREATE_RULED, median(ruled));
    }

    /** Where the objects are. */
    Stream<String> collections() {
        return PLURALS.stream().map(this::objects);
    }

    Stream<String> definitions() {
        return PLURALS.stream().map(plural -> DEFINITIONS + "/" + plural + "." + group);
    }

    private double create(String plural, int clients, Duration time) {
        return Load.run(target.usage(), clients, time, client -> target.create(objects(plural), object(plural)))
                .perSecond();
    }

    private String objects(String plural) {
        return "/apis/" + group + "/v1/namespaces/" + namespace + "/" + plural;
    }

    private byte[] object(String plural) {
        return """
                {"apiVersion":"%s/v1","kind":"%s","metadata":{"name":"object-%d"},\
                "spec":{"replicas":3,"image":"registry.example.com/app:1.0","ports":[80,443],"tags":{"tier":"a"},"text":"%s"}}""".formatted(group, plural.equals("plains") ? "Plain" : "Ruled", made.getAndIncrement(), FILL)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A kind, and the wait until it is served. */
    private void define(String plural, String kind, int rules) {
        String validations = IntStream.range(0, rules)
                .mapToObj(RuledLoad::rule)
                .collect(Collectors.joining(",", "\"x-kubernetes-validations\":[", "],"));
        String definition = """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"%1$s.%2$s"},\
                "spec":{"group":"%2$s","scope":"Namespaced","names":{"plural":"%1$s","kind":"%3$s"},"versions":[{"name":"v1",\
                "served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object",\
                %4$s"properties":{"replicas":{"type":"integer"},"image":{"type":"string","maxLength":200},\
                "ports":{"type":"array","maxItems":20,"items":{"type":"integer"}},\
                "tags":{"type":"object","maxProperties":20,"additionalProperties":{"type":"string","maxLength":63}},\
                "text":{"type":"string","maxLength":2000}}}}}}}]}}""".formatted(plural, group, kind, rules == 0 ? "" : validations);
        target.create(DEFINITIONS, definition.getBytes(StandardCharsets.UTF_8)).block(Target.PATIENCE);
        target.get(objects(plural))
                .retryWhen(Retry.fixedDelay(100, Duration.ofMillis(100)))
                .block(Target.PATIENCE);
    }

    /** Rules as people write them, in turn. */
    private static String rule(int number) {
        List<String> rules = List.of(
                "self.replicas >= 0 && self.replicas < 1000",
                "self.image.startsWith('registry.example.com/')",
                "self.ports.all(port, port > 0 && port < 65536)",
                "!has(self.tags) || self.tags.all(key, key.size() < 64)",
                "self.replicas < 2 || self.ports.exists(port, port == 443)");
        return "{\"rule\":\"%s\",\"message\":\"rule %d\"}".formatted(rules.get(number % rules.size()), number);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
