package io.davit.registry.admission;

/** One step of admission. It refuses by throwing an {@link io.davit.model.error.ApiException}. Plugins that do both jobs do the same check twice only where upstream does. */
public interface AdmissionPlugin {

    /** Upstream's name, such as {@code NamespaceLifecycle}. */
    String name();

    /** May change the object or refuse it; called before validation. */
    default void admit(Attributes attributes) {}

    /** May refuse the object as it is to be stored; called after validation. */
    default void validate(Attributes attributes) {}
}
