package io.davit.registry.admission;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What mutating plugins remember of one request, so that plugins may see once more what later ones have changed.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#reinvocation-policy">Reinvocation policy</a>
 */
public final class Reinvocation {

    private final Map<Class<?>, Object> memories = new HashMap<>();
    private boolean asked;
    private boolean again;

    /** Asks for the whole chain of mutating plugins to run once more. */
    public void ask() {
        asked = true;
    }

    /** Whether this is the second run. */
    public boolean isAgain() {
        return again;
    }

    /** What a plugin remembers of the first run; made when first asked for. */
    public <T> T memory(Class<T> type, Supplier<T> fresh) {
        return type.cast(memories.computeIfAbsent(type, missing -> fresh.get()));
    }

    /** Begins the second run, if one was asked for and this is not it. */
    boolean begin() {
        boolean begins = asked && !again;
        again = again || begins;
        return begins;
    }
}
