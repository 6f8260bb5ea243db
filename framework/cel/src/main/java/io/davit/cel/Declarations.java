package io.davit.cel;

import io.davit.cel.library.LibrarySet;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an expression may name: variables with their types, and the functions of its environment. Immutable. */
public final class Declarations {

    private final Map<String, Type> variables;
    private final LibrarySet library;
    private final boolean mutation;

    private Declarations(Map<String, Type> variables, LibrarySet library, boolean mutation) {
        this.variables = variables;
        this.library = library;
        this.mutation = mutation;
    }

    /** No variables yet, and what every expression of Kubernetes may call: rules of schemas, policies and match conditions alike. */
    public static Declarations none() {
        return new Declarations(Map.of(), LibrarySet.base(), false);
    }

    /** As {@link #none}, and {@code Object{…}}, {@code JSONPatch{…}} and {@code jsonpatch.escapeKey}. */
    public static Declarations mutation() {
        return new Declarations(Map.of(), LibrarySet.mutation(), true);
    }

    /** These and one more variable, whose name may have dots. */
    public Declarations with(String name, Type type) {
        Map<String, Type> more = new LinkedHashMap<>(variables);
        more.put(name, type);
        return new Declarations(more, library, mutation);
    }

    /** The same for mutations: with what makes patches. */
    public Declarations forMutation() {
        return new Declarations(variables, LibrarySet.mutation(), true);
    }

    public Map<String, Type> variables() {
        return variables;
    }

    LibrarySet library() {
        return library;
    }

    boolean makesPatches() {
        return mutation;
    }
}
