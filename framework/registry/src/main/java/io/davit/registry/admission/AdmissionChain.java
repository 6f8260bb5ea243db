package io.davit.registry.admission;

import java.util.List;

/** All plugins, in their order. */
public final class AdmissionChain {

    /** Lets everything pass. */
    public static final AdmissionChain NONE = new AdmissionChain(List.of());

    private final List<AdmissionPlugin> plugins;

    public AdmissionChain(List<AdmissionPlugin> plugins) {
        this.plugins = List.copyOf(plugins);
    }

    /** Mutating admission; a plugin may ask for a second run. */
    public void admit(Attributes attributes) {
        plugins.forEach(plugin -> plugin.admit(attributes));
        if (attributes.reinvocation().begin()) {
            plugins.forEach(plugin -> plugin.admit(attributes));
        }
    }

    public void validate(Attributes attributes) {
        plugins.forEach(plugin -> plugin.validate(attributes));
    }
}
