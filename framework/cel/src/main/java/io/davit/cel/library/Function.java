package io.davit.cel.library;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import io.davit.cel.value.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A function by its name: its declaration for the checker, and what each overload does. */
public final class Function {

    /** What an overload does. Arguments are values, never failures; the target comes first. The result may be a failure. */
    @FunctionalInterface
    public interface Body {
        Object call(Object[] arguments);
    }

    /** One signature. */
    public record Overload(String id, boolean member, CelType result, List<CelType> parameters, Body body) {

        /** Whether values as they came are what the signature asks for. */
        boolean accepts(Object[] arguments) {
            if (arguments.length != parameters.size()) {
                return false;
            }
            for (int i = 0; i < arguments.length; i++) {
                if (!RuntimeTypes.fits(arguments[i], parameters.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Those that have one body for all overloads upstream, which looks for none. */
    private static final Set<String> SHARED = Set.of("sort", "@sortByAssociatedKeys");

    private final String name;
    private final List<Overload> overloads;
    private final boolean guarded;
    private final CelFunctionDecl declaration;

    private Function(String name, List<Overload> overloads, boolean guarded, CelFunctionDecl declaration) {
        this.name = name;
        this.overloads = overloads;
        this.guarded = guarded;
        this.declaration = declaration;
    }

    public String name() {
        return name;
    }

    public CelFunctionDecl declaration() {
        return declaration;
    }

    /** What a call does that the checker has resolved to one overload, or to several when types are only known as they come. */
    public Body body(List<String> overloadIds) {
        if (!guarded) {
            return overloads.getFirst().body();
        }
        if (overloadIds.size() == 1) {
            Overload overload = overload(overloadIds.getFirst());
            if (overload != null) {
                return arguments -> overload.accepts(arguments)
                        ? overload.body().call(arguments)
                        : Failure.noSuchOverload(name, arguments);
            }
        }
        return arguments -> {
            for (Overload overload : overloads) {
                if (overload.accepts(arguments)) {
                    return overload.body().call(arguments);
                }
            }
            return Failure.noSuchOverload(name, arguments);
        };
    }

    private @Nullable Overload overload(String id) {
        for (Overload overload : overloads) {
            if (overload.id().equals(id)) {
                return overload;
            }
        }
        return null;
    }

    /**
     * A function of the language itself.
     *
     * @param guarded whether values must fit a signature; otherwise the body looks at them itself
     */
    static Function standard(CelFunctionDecl declaration, Body body, boolean guarded) {
        List<Overload> overloads = new ArrayList<>();
        for (CelOverloadDecl overload : declaration.overloads()) {
            overloads.add(new Overload(
                    overload.overloadId(),
                    overload.isInstanceFunction(),
                    overload.resultType(),
                    overload.parameterTypes(),
                    body));
        }
        return new Function(declaration.name(), List.copyOf(overloads), guarded, declaration);
    }

    /** Whether a call that the checker could not resolve to one overload looks for it as values come. */
    public boolean dispatches() {
        return guarded && overloads.size() > 1 && !SHARED.contains(name);
    }

    static Builder named(String name) {
        return new Builder(name);
    }

    /** The overloads of both; the name is the same. What the language itself does with them stays as it is. */
    Function and(Function other) {
        List<Overload> all = new ArrayList<>(overloads);
        all.addAll(other.overloads);
        List<CelOverloadDecl> declared = new ArrayList<>(declaration.overloads());
        declared.addAll(other.declaration.overloads());
        return new Function(
                name,
                List.copyOf(all),
                guarded && other.guarded,
                CelFunctionDecl.newFunctionDeclaration(name, declared));
    }

    /** Collects the overloads of a function. */
    static final class Builder {

        private final String name;
        private final List<Overload> overloads = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /** {@code name(parameters…)}. */
        Builder global(String id, CelType result, List<CelType> parameters, Body body) {
            overloads.add(new Overload(id, false, result, parameters, body));
            return this;
        }

        /** {@code target.name(others…)}; the target is the first of the parameters. */
        Builder member(String id, CelType result, List<CelType> parameters, Body body) {
            overloads.add(new Overload(id, true, result, parameters, body));
            return this;
        }

        Function build() {
            List<CelOverloadDecl> declared = new ArrayList<>();
            for (Overload overload : overloads) {
                declared.add(
                        overload.member()
                                ? CelOverloadDecl.newMemberOverload(
                                        overload.id(), overload.result(), overload.parameters())
                                : CelOverloadDecl.newGlobalOverload(
                                        overload.id(), overload.result(), overload.parameters()));
            }
            return new Function(
                    name, List.copyOf(overloads), true, CelFunctionDecl.newFunctionDeclaration(name, declared));
        }
    }
}
