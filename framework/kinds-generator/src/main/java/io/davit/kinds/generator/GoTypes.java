package io.davit.kinds.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Go types of the built-in kinds, as {@code go-types.txt} lists them, with every name written in full. */
final class GoTypes {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9.-]*");
    private static final Set<String> BASIC =
            Set.of("bool", "string", "int", "int32", "int64", "uint8", "uint32", "uint64", "float64", "any", "map");

    /** One of: an alias (with {@code underlying}), a struct (with {@code fields}), or a custom type (with neither). */
    record Type(String name, String group, String version, String underlying, List<Field> fields, boolean custom) {

        String simpleName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        /** Whether objects of it carry {@code apiVersion} and {@code kind}. */
        boolean isKind() {
            return fields.stream().anyMatch(f -> f.inline() && f.type().endsWith(".TypeMeta"));
        }
    }

    record Field(String json, String type, boolean omitEmpty, boolean omitZero, int number) {

        boolean inline() {
            return json.equals("-");
        }
    }

    private GoTypes() {}

    static Map<String, Type> parse(List<String> lines) {
        Map<String, Type> types = new LinkedHashMap<>();
        String prefix = "";
        String group = "";
        String version = "";
        List<Field> fields = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.trim().split(" +");
            switch (words[0]) {
                case "#", "" -> {}
                case "package" -> {
                    prefix = words[1];
                    int slash = words.length > 2 ? words[2].indexOf('/') : -1;
                    group = slash < 0 ? "" : words[2].substring(0, slash);
                    version = slash < 0 ? "v1" : words[2].substring(slash + 1);
                }
                case "alias" -> {
                    String name = prefix + "." + words[1];
                    types.put(name, new Type(name, group, version, full(words[2], prefix), List.of(), false));
                }
                case "custom" -> {
                    String name = prefix + "." + words[1];
                    types.put(name, new Type(name, group, version, "", List.of(), true));
                }
                case "struct" -> {
                    fields = new ArrayList<>();
                    String name = prefix + "." + words[1];
                    types.put(name, new Type(name, group, version, "", fields, false));
                }
                default -> fields.add(field(words, prefix));
            }
        }
        return types;
    }

    private static Field field(String[] words, String prefix) {
        boolean omitEmpty = false;
        boolean omitZero = false;
        int number = 0;
        for (int i = 2; i < words.length; i++) {
            switch (words[i]) {
                case "omitempty" -> omitEmpty = true;
                case "omitzero" -> omitZero = true;
                default -> number = Integer.parseInt(words[i].substring(1));
            }
        }
        return new Field(words[0], full(words[1], prefix), omitEmpty, omitZero, number);
    }

    private static String full(String type, String prefix) {
        Matcher names = NAME.matcher(type);
        return names.replaceAll(match -> {
            String name = match.group();
            return name.indexOf('.') >= 0 || BASIC.contains(name) ? name : prefix + "." + name;
        });
    }
}
