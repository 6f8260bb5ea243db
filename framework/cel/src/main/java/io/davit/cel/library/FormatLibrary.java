package io.davit.cel.library;

import io.davit.cel.value.Opaque;
import io.davit.cel.value.PlainList;
import io.davit.model.name.Labels;
import io.davit.model.name.Names;
import io.davit.schema.Formats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Named formats of strings.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-format-library">Kubernetes format library</a>
 */
final class FormatLibrary {

    private interface Check {
        /** What is wrong with a text; empty for nothing. */
        List<String> faults(String text);
    }

    /**
     * @param patternLength how long the pattern would be that it is checked with, which is what it costs by
     */
    record Format(String name, Check check, long patternLength) implements Opaque {
        @Override
        public String typeName() {
            return "kubernetes.NamedFormat";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Format format && name.equals(format.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    private static final Map<String, Format> FORMATS = new LinkedHashMap<>();

    static {
        add("dns1123Label", "DNS1123Label", 30, Names::dns1123Label);
        add("dns1123Subdomain", "DNS1123Subdomain", 60, Names::dns1123Subdomain);
        add("dns1035Label", "DNS1035Label", 30, Names::dns1035Label);
        add("qualifiedName", "QualifiedName", 60, Labels::key);
        add("dns1123LabelPrefix", "DNS1123LabelPrefix", 30, text -> Names.dns1123Label(withoutTrailingDash(text)));
        add(
                "dns1123SubdomainPrefix",
                "DNS1123SubdomainPrefix",
                60,
                text -> Names.dns1123Subdomain(withoutTrailingDash(text)));
        add("dns1035LabelPrefix", "DNS1035LabelPrefix", 30, text -> Names.dns1035Label(withoutTrailingDash(text)));
        add("labelValue", "LabelValue", 40, Labels::value);
        add("uri", "URI", 1103, text -> {
            String fault = GoUrl.fault(text);
            return fault == null ? List.of() : List.of(fault);
        });
        add("uuid", "uuid", 72, of("uuid", "does not match the UUID format"));
        add("byte", "byte", 84, of("byte", "invalid base64"));
        add("date", "date", 72, of("date", "invalid date"));
        add("datetime", "datetime", 72, of("datetime", "invalid datetime"));
    }

    private FormatLibrary() {}

    private static void add(String name, String title, long patternLength, Check check) {
        FORMATS.put(name, new Format(title, check, patternLength));
    }

    private static Check of(String format, String fault) {
        return text -> Formats.matches(format, text) ? List.of() : List.of(fault);
    }

    private static String withoutTrailingDash(String text) {
        return text.length() > 1 && text.endsWith("-") ? text.substring(0, text.length() - 2) + "a" : text;
    }

    static List<Function> functions() {
        List<Function> functions = new ArrayList<>();
        FORMATS.forEach((name, format) -> functions.add(Function.named("format." + name)
                .global("format." + name, Types.FORMAT, List.of(), _ -> format)
                .build()));
        functions.add(Function.named("format.named")
                .global(
                        "format-named",
                        Types.optional(Types.FORMAT),
                        List.of(Types.STRING),
                        a -> Optional.ofNullable(FORMATS.get((String) a[0])))
                .build());
        functions.add(Function.named("validate")
                .member("format-validate", Types.optional(Types.STRINGS), List.of(Types.FORMAT, Types.STRING), a -> {
                    List<String> faults = ((Format) a[0]).check().faults((String) a[1]);
                    return faults.isEmpty() ? Optional.empty() : Optional.of(new PlainList(new ArrayList<>(faults)));
                })
                .build());
        return functions;
    }
}
