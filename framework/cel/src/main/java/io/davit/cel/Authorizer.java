package io.davit.cel;

import org.jspecify.annotations.Nullable;

/**
 * Answers what expressions ask of {@code authorizer}: whether a user may do something. Called while an expression is evaluated.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-authorizer-library">Kubernetes authorizer library</a>
 */
public interface Authorizer {

    /** What is asked for. */
    sealed interface Attributes {}

    /** A path that is no resource. */
    record Path(String path, String verb) implements Attributes {}

    /** A resource; what is not asked about is empty. */
    record Resource(
            String group,
            String resource,
            String subresource,
            String namespace,
            String name,
            String fieldSelector,
            String labelSelector,
            String verb)
            implements Attributes {}

    /**
     * The answer.
     *
     * @param error why it could not be told for sure; null when it could
     */
    record Decision(
            boolean allowed, String reason, @Nullable String error) {}

    Decision authorize(Attributes attributes);

    /** The same for a service account instead of the user. */
    Authorizer forServiceAccount(String namespace, String name);
}
