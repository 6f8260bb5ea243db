package io.davit.test.corpus;

import io.davit.model.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares a reply with a recorded answer. Of an object all counts but what differs with every creation and who manages its fields; of a
 * Status the reason, the message and the causes. Kubernetes tells several causes in an order that changes from call to call, also within
 * the message: there the same letters in any order are the same message.
 */
final class Recorded {

    /** What Kubernetes answers to some mistakes of clients. Any code that says whose mistake it is does better. */
    private static final int UNCLASSIFIED = 500;

    private static final List<String> CHANGING =
            List.of("uid", "resourceVersion", "creationTimestamp", "managedFields");

    private Recorded() {}

    /** What differs, in words; nothing where all is as recorded. */
    static List<String> differences(JsonNode answer, Reply reply) {
        List<String> found = new ArrayList<>();
        if (answer.path("code").asInt() == UNCLASSIFIED) {
            boolean clientsMistake = reply.code() >= 400 && reply.code() < 500;
            return clientsMistake ? found : List.of("recorded an error of the server, now " + reply);
        }
        compare("code", answer.path("code").asString(), String.valueOf(reply.code()), found);
        List<String> warnings = new ArrayList<>();
        answer.path("warnings").forEach(each -> warnings.add(each.asString()));
        compare("warnings", warnings, reply.warnings(), found);
        if (answer.has("object")) {
            trees("object", answer.path("object"), steady(reply.body()), found);
        } else if (answer.has("status")) {
            status(answer.path("status"), reply.body(), found);
        } else {
            compare("body", answer.path("raw").asString(), reply.body().asString(), found);
        }
        return found;
    }

    private static void status(JsonNode recorded, JsonNode body, List<String> found) {
        compare("reason", recorded.path("reason"), body.path("reason"), found);
        String wanted = recorded.path("message").asString();
        String said = body.path("message").asString("");
        boolean many = recorded.path("causes").size() > 1;
        if (!(many ? letters(wanted).equals(letters(said)) : wanted.equals(said))) {
            found.add("message\n      recorded " + wanted + "\n      now      " + said);
        }
        compare(
                "causes",
                causes(recorded.path("causes")),
                causes(body.path("details").path("causes")),
                found);
    }

    private static String letters(String text) {
        char[] all = text.toCharArray();
        Arrays.sort(all);
        return new String(all);
    }

    private static List<String> causes(JsonNode causes) {
        List<String> all = new ArrayList<>();
        causes.forEach(each -> all.add("%s %s: %s"
                .formatted(
                        each.path("reason").asString(""),
                        each.path("field").asString(""),
                        each.path("message").asString(""))));
        all.sort(null);
        return all;
    }

    private static JsonNode steady(JsonNode body) {
        JsonNode copy = body.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(CHANGING);
        }
        return copy;
    }

    private static void compare(String what, Object recorded, Object now, List<String> found) {
        if (!recorded.equals(now)) {
            found.add(what + "\n      recorded " + recorded + "\n      now      " + now);
        }
    }

    private static void trees(String path, JsonNode recorded, JsonNode now, List<String> found) {
        if (recorded.isObject() && now.isObject()) {
            Set<String> names = new TreeSet<>(recorded.propertyNames());
            names.addAll(now.propertyNames());
            names.forEach(name -> trees(path + "." + name, recorded.path(name), now.path(name), found));
        } else if (recorded.isArray() && now.isArray() && recorded.size() == now.size()) {
            for (int i = 0; i < recorded.size(); i++) {
                trees(path + "[" + i + "]", recorded.path(i), now.path(i), found);
            }
        } else if (!Json.parse("[" + text(recorded) + "]").equals(Json.parse("[" + text(now) + "]"))) {
            found.add(path + "\n      recorded " + text(recorded) + "\n      now      " + text(now));
        }
    }

    /** Written out, a missing value is told from null. */
    private static String text(JsonNode value) {
        return value.isMissingNode() ? "\"(missing)\"" : value.toString();
    }
}
