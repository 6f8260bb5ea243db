package io.davit.cel.library;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that one kind of expressions may call. Made once, when the first expression needs it. */
public final class LibrarySet {

    private final Map<String, Function> functions;

    private LibrarySet(Map<String, Function> functions) {
        this.functions = functions;
    }

    public @Nullable Function function(String name) {
        return functions.get(name);
    }

    /** What every expression of Kubernetes may call. */
    public static LibrarySet base() {
        return Base.SET;
    }

    /** As {@link #base}, and what mutations need to write JSON pointers. */
    public static LibrarySet mutation() {
        return Mutation.SET;
    }

    private static LibrarySet of(List<List<Function>> libraries) {
        Map<String, Function> all = new HashMap<>();
        for (List<Function> library : libraries) {
            for (Function function : library) {
                all.merge(function.name(), function, Function::and);
            }
        }
        return new LibrarySet(Map.copyOf(all));
    }

    private static List<List<Function>> common() {
        return List.of(
                StandardLibrary.functions(),
                OptionalLibrary.functions(),
                ComprehensionLibrary.functions(),
                ListLibrary.functions(),
                TextLibrary.functions(),
                RegexLibrary.functions(),
                UrlLibrary.functions(),
                AddressLibrary.functions(),
                QuantityLibrary.functions(),
                SemverLibrary.functions(),
                FormatLibrary.functions(),
                AuthorizerLibrary.functions());
    }

    private static final class Base {
        private static final LibrarySet SET = of(common());
    }

    private static final class Mutation {
        private static final LibrarySet SET = of(java.util.stream.Stream.concat(
                        common().stream(), java.util.stream.Stream.of(JsonPatchLibrary.functions()))
                .toList());
    }
}
