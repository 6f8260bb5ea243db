package io.davit.registry.policy;

import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Authority;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A request as the policies of one kind go through it, one after the other. */
final class Request {

    private final Attributes attributes;
    private final Catalog catalog;
    private final Subject subject;
    private final Versions versions;
    private final Seen seen;
    private final Parameters parameters;

    Request(Attributes attributes, Catalog catalog, Authority authority, Parameters parameters) {
        this.parameters = parameters;
        this.attributes = attributes;
        this.catalog = catalog;
        this.subject = new Subject(attributes, catalog);
        this.versions = new Versions(attributes);
        this.seen = new Seen(attributes, versions, authority);
    }

    Catalog catalog() {
        return catalog;
    }

    Versions versions() {
        return versions;
    }

    /** How a policy or binding covers the request; null when it does not. */
    @Nullable
    Match match(Constraint constraint) throws Misconfigured {
        try {
            return constraint.match(subject);
        } catch (ApiException e) {
            throw new Misconfigured(e.message());
        }
    }

    /** What serves the parameters of a policy; null when it takes none. */
    @Nullable
    Served params(Policy policy) throws Misconfigured {
        ParamKind kind = policy.params();
        return kind == null ? null : kind.resolve(catalog);
    }

    /**
     * The parameters with which a binding wants its policy to judge the request, in the version of the policy's {@code paramKind}: null
     * among them for none.
     */
    List<@Nullable ObjectNode> params(@Nullable Served params, Binding binding) throws Misconfigured {
        ParamReference reference = binding.params();
        if (params == null || reference == null) {
            return Collections.singletonList(null);
        }
        List<@Nullable ObjectNode> found = new ArrayList<>();
        for (CachedObject each : ParamKind.find(params, reference, attributes.namespace())) {
            found.add(parameters.tree(params, each));
        }
        return found;
    }

    /** The names for match conditions, which see no namespace and know the request's own resource. */
    Map<String, @Nullable Object> namesOfConditions(Match match, @Nullable ObjectNode param) {
        return seen.names(match, own(), null, param);
    }

    Map<String, @Nullable Object> names(Match match, @Nullable ObjectNode param) {
        return seen.names(match, match.resource(), subject.namespaceObject(), param);
    }

    private GroupVersionResource own() {
        return attributes.target().served().definition().resource();
    }
}
