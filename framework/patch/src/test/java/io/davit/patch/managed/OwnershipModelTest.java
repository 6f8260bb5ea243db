package io.davit.patch.managed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * After any sequence of applies and updates the object and its owners are what a naive model says, in which an object is nothing but a
 * bag of leaves with values, and each writer has a set of leaves.
 */
class OwnershipModelTest {

    private static final String TEXT = "{'type':'string'}";
    private static final String SCHEMA = "{'type':'object','properties':{'a':" + TEXT + ",'b':" + TEXT
            + ",'map':{'type':'object','additionalProperties':" + TEXT + "},"
            + "'deep':{'type':'object','properties':{'x':" + TEXT + ",'y':" + TEXT + "}},"
            + "'set':{'type':'array','x-kubernetes-list-type':'set','items':" + TEXT + "},"
            + "'keyed':{'type':'array','x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['id'],"
            + "'items':{'type':'object','properties':{'id':" + TEXT + ",'v':" + TEXT + "}}},"
            + "'whole':{'type':'array','items':" + TEXT + "}}}";

    private static final List<String> LEAVES =
            List.of("a", "b", "map.p", "map.q", "deep.x", "deep.y", "set[=\"s\"]", "set[=\"t\"]", "whole");
    private static final List<String> WRITERS = List.of("one", "two", "three");

    /** The model: what is there, and who owns what. */
    private final TreeMap<String, String> leaves = new TreeMap<>();

    private final TreeMap<String, TreeSet<String>> owners = new TreeMap<>();

    @RepeatedTest(150)
    void objectAndOwnersAreWhatTheModelSays(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        Story story = Story.of(SCHEMA);
        for (int step = 0; step < 25; step++) {
            String writer = WRITERS.get(random.nextInt(WRITERS.size()));
            TreeMap<String, String> said = some(random);
            if (random.nextInt(3) == 0) {
                TreeMap<String, String> next = new TreeMap<>(leaves);
                next.keySet().removeIf(leaf -> random.nextInt(6) == 0);
                next.putAll(said);
                story.updates(writer, spec(next));
                modelUpdates(writer, next);
            } else {
                boolean force = random.nextInt(3) == 0;
                if (!force && modelConflicts(writer, said)) {
                    assertThatThrownBy(() -> story.applies(writer, spec(said))).isInstanceOf(ApiException.class);
                } else {
                    story.apply(writer, "v1", spec(said), force);
                    modelApplies(writer, said);
                    assertIdempotent(story, writer, said);
                }
            }
            assertThat(leavesOf(story)).isEqualTo(leaves);
            assertThat(ownersOf(story)).isEqualTo(owners);
        }
    }

    private static void assertIdempotent(Story story, String writer, TreeMap<String, String> said) {
        ObjectNode before = story.object().deepCopy();
        story.applies(writer, spec(said));
        assertThat(story.object()).isEqualTo(before);
    }

    private boolean modelConflicts(String writer, Map<String, String> said) {
        return said.entrySet().stream()
                .anyMatch(leaf -> !leaf.getValue().equals(leaves.get(leaf.getKey()))
                        && owners.entrySet().stream()
                                .anyMatch(owner -> !owner.getKey().equals(writer + " Apply")
                                        && owner.getValue().contains(leaf.getKey())));
    }

    private void modelApplies(String writer, Map<String, String> said) {
        String applier = writer + " Apply";
        Set<String> left = new TreeSet<>(owners.getOrDefault(applier, new TreeSet<>()));
        left.removeAll(said.keySet());
        owners.put(applier, new TreeSet<>(said.keySet()));
        said.forEach((leaf, value) -> {
            if (!value.equals(leaves.put(leaf, value))) {
                takenBy(applier, leaf);
            }
        });
        left.removeIf(leaf -> owners.values().stream().anyMatch(owned -> owned.contains(leaf)));
        leaves.keySet().removeAll(left);
        owners.values().removeIf(Set::isEmpty);
    }

    private void modelUpdates(String writer, Map<String, String> next) {
        String updater = writer + " Update";
        Set<String> all = new TreeSet<>(leaves.keySet());
        all.addAll(next.keySet());
        for (String leaf : all) {
            String value = next.get(leaf);
            if (value == null) {
                takenBy("", leaf);
            } else if (!value.equals(leaves.get(leaf))) {
                takenBy(updater, leaf);
                owners.computeIfAbsent(updater, name -> new TreeSet<>()).add(leaf);
            }
        }
        leaves.clear();
        leaves.putAll(next);
        owners.values().removeIf(Set::isEmpty);
    }

    private void takenBy(String writer, String leaf) {
        owners.forEach((owner, owned) -> {
            if (!owner.equals(writer)) {
                owned.remove(leaf);
            }
        });
    }

    private static TreeMap<String, String> some(Random random) {
        TreeMap<String, String> some = new TreeMap<>();
        for (String leaf : LEAVES) {
            if (random.nextInt(3) == 0) {
                boolean valued = !leaf.startsWith("set");
                some.put(leaf, valued ? Integer.toString(random.nextInt(2)) : "");
            }
        }
        return some;
    }

    private static String spec(Map<String, String> leaves) {
        ObjectNode spec = Json.object();
        leaves.forEach((leaf, value) -> {
            if (leaf.startsWith("set")) {
                spec.withArray("/set").add(leaf.substring(6, 7));
            } else if (leaf.equals("whole")) {
                spec.putArray("whole").add(value);
            } else if (leaf.contains(".")) {
                spec.withObject("/" + leaf.substring(0, leaf.indexOf('.')))
                        .put(leaf.substring(leaf.indexOf('.') + 1), value);
            } else {
                spec.put(leaf, value);
            }
        });
        return Json.text(spec).replace("\"", "'");
    }

    private static Map<String, String> leavesOf(Story story) {
        TreeMap<String, String> all = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : story.object().path("spec").properties()) {
            switch (field.getKey()) {
                case "set" -> field.getValue().forEach(item -> all.put("set[=" + item + "]", ""));
                case "whole" -> all.put("whole", field.getValue().path(0).asString());
                case "map", "deep" ->
                    field.getValue()
                            .properties()
                            .forEach(each -> all.put(
                                    field.getKey() + "." + each.getKey(),
                                    each.getValue().asString()));
                default -> all.put(field.getKey(), field.getValue().asString());
            }
        }
        return all;
    }

    /** Owners of leaves: that a map or list is there is not the model's concern. */
    private static Map<String, TreeSet<String>> ownersOf(Story story) {
        TreeMap<String, TreeSet<String>> all = new TreeMap<>();
        for (String manager : story.managers()) {
            String[] words = manager.split(" ");
            TreeSet<String> owned = new TreeSet<>();
            for (String path : manager.substring(manager.indexOf(": ") + 2).split(" ")) {
                if (LEAVES.contains(path)) {
                    owned.add(path);
                }
            }
            if (!owned.isEmpty()) {
                all.put(words[0] + " " + words[1], owned);
            }
        }
        return all;
    }
}
