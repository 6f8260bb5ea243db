package io.davit.registry.admission;

import java.util.List;

/** All plugins, in their order. */
public final class AdmissionChain {

    private final List<AdmissionPlugin> plugins;

    public AdmissionChain(List<AdmissionPlugin> plugins) {
        this.plugins = List.copyOf(plugins);
    }

    public void admit(Attributes attributes) {
        plugins.forEach(plugin -> plugin.admit(attributes));
    }

    public void validate(Attributes attributes) {
        plugins.forEach(plugin -> plugin.validate(attributes));
    }
}
