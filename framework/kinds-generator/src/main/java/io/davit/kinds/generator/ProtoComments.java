package io.davit.kinds.generator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the published protobuf library's sources say of messages and their fields: the same texts as the API's documents, also for fields that
 * are objects, of which the {@linkplain ClientModels client models} say nothing.
 */
final class ProtoComments {

    private static final String ANY_SOURCE = "/io/kubernetes/client/proto/Meta.java";
    private static final Pattern INTERFACE = Pattern.compile("\\(interface_extends:(k8s\\.io\\.[\\w.]+)\\)");
    private static final Pattern CLASS = Pattern.compile("Protobuf type \\{@code (k8s\\.io\\.[\\w.]+)\\}");
    private static final Pattern FIELD =
            Pattern.compile("<code>(?:optional|repeated|required|map<).*? (\\w+) = \\d+;</code>");
    private static final Map<String, String> ESCAPES =
            Map.of("&lt;", "<", "&gt;", ">", "&#64;", "@", "&#42;", "*", "&#47;", "/", "&#92;", "\\", "&quot;", "\"");

    /** Plans and markers, which the API's documents leave out too. */
    private static final Pattern TO_AUTHORS = Pattern.compile("[T]ODO|\\+");

    private static final List<String> FORMS =
            List.of("io.k8s.apimachinery.pkg.util.intstr.IntOrString", "io.k8s.apimachinery.pkg.api.resource.Quantity");

    private final Map<String, String> messages = new HashMap<>();
    private final Map<String, Map<String, String>> fields = new HashMap<>();

    private ProtoComments() {}

    /** Reads the sources on the class path. */
    static ProtoComments read() throws IOException {
        ProtoComments comments = new ProtoComments();
        for (List<String> source : Sources.beside(ANY_SOURCE)) {
            comments.source(source);
        }
        return comments;
    }

    /** The text of a definition such as {@code io.k8s.api.apps.v1.Deployment}; empty when there is none. */
    String message(String definition) {
        return messages.getOrDefault(messageName(definition), "");
    }

    /** The texts of its own fields, by JSON name. */
    Map<String, String> fields(String definition) {
        return fields.getOrDefault(messageName(definition), Map.of());
    }

    /** The type without a class among the client models whose text this is: the models tell it of fields of the type instead. */
    Optional<String> form(String told) {
        return FORMS.stream()
                .filter(form -> words(message(form)).equals(words(told)))
                .findFirst();
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static String messageName(String definition) {
        return definition
                .replaceFirst("^io\\.k8s\\.", "k8s.io.")
                .replace("apiextensions-apiserver", "apiextensions_apiserver");
    }

    /* Fields are commented where the message's interface declares their getters, messages where their class is declared. */
    private void source(List<String> lines) {
        List<String> comment = new ArrayList<>();
        boolean pre = false;
        String current = "";
        for (String line : lines) {
            String text = line.strip();
            Matcher begun = INTERFACE.matcher(text);
            if (begun.find()) {
                current = begun.group(1);
            } else if (text.equals("/**")) {
                comment.clear();
            } else if (text.equals("* <pre>")) {
                pre = true;
            } else if (text.equals("* </pre>")) {
                pre = false;
            } else if (pre) {
                comment.add(unescaped(text.replaceFirst("^\\* ?", "")));
            } else if (text.startsWith("public") && text.contains(" class ")) {
                current = "";
            } else {
                note(text, current, comment);
            }
        }
    }

    private void note(String text, String current, List<String> comment) {
        Matcher type = CLASS.matcher(text);
        Matcher field = FIELD.matcher(text);
        if (type.find()) {
            messages.putIfAbsent(type.group(1), joined(comment));
        } else if (!current.isEmpty() && field.find()) {
            fields.computeIfAbsent(current, name -> new HashMap<>()).putIfAbsent(field.group(1), joined(comment));
        }
    }

    /**
     * A comment's lines as the API's documents show them: lines of a paragraph are joined, indented ones stay, and notes to the authors of
     * the API are left out.
     */
    private static String joined(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            String bare = line.strip();
            if (bare.equals("---")) {
                break;
            }
            if (TO_AUTHORS.matcher(bare).lookingAt()) {
                continue;
            }
            if (bare.isEmpty()) {
                endLine(text);
                text.append("\n\n");
            } else if (line.startsWith(" ") || line.startsWith("\t")) {
                endLine(text);
                text.append('\n').append(line.stripTrailing()).append('\n');
            } else {
                text.append(line.stripTrailing()).append(' ');
            }
        }
        return text.toString().strip();
    }

    /** Takes off the one blank or line end that waits for what follows. */
    private static void endLine(StringBuilder text) {
        if (!text.isEmpty()) {
            text.setLength(text.length() - 1);
        }
    }

    private static String unescaped(String html) {
        String text = html;
        for (Map.Entry<String, String> escape : ESCAPES.entrySet()) {
            text = text.replace(escape.getKey(), escape.getValue());
        }
        return text.replace("&amp;", "&");
    }
}
