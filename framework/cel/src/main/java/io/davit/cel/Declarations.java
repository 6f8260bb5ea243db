package io.davit.cel;

import io.davit.cel.library.LibrarySet;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an expression may name: variables with their types, and the functions of its environment. Immutable. */
public final class Declarations {

    private final Map<String, Type> variables;
    private final LibrarySet library;
    private final boolean mutation;
    private final boolean binds;

    private Declarations(Map<String, Type> variables, LibrarySet library, boolean mutation, boolean binds) {
        this.variables = variables;
        this.library = library;
        this.mutation = mutation;
        this.binds = binds;
    }

    /** No variables yet, and what every expression of Kubernetes may call: rules of schemas, policies and match conditions alike. */
    public static Declarations none() {
        return new Declarations(Map.of(), LibrarySet.base(), false, false);
    }

    /** As {@link #none}, and {@code Object{…}}, {@code JSONPatch{…}} and {@code jsonpatch.escapeKey}. */
    public static Declarations mutation() {
        return new Declarations(Map.of(), LibrarySet.mutation(), true, false);
    }

    /** These and one more variable, whose name may have dots. */
    public Declarations with(String name, Type type) {
        Map<String, Type> more = new LinkedHashMap<>(variables);
        more.put(name, type);
        return new Declarations(more, library, mutation, binds);
    }

    /** The same for mutations: with what makes patches. */
    public Declarations forMutation() {
        return new Declarations(variables, LibrarySet.mutation(), true, binds);
    }

    /** The same with {@code cel.bind}, which only expressions about devices have. */
    public Declarations withBind() {
        return new Declarations(variables, library, mutation, true);
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

    boolean binds() {
        return binds;
    }
}
