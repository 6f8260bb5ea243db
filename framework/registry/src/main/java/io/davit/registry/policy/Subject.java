package io.davit.registry.policy;

import io.davit.kinds.Subresource;
import io.davit.model.GroupResource;
import io.davit.model.GroupVersionResource;
import io.davit.model.error.ApiException;
import io.davit.model.meta.Meta;
import io.davit.registry.admission.Attributes;
import io.davit.registry.admission.Operation;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.family.Catalog;
import io.davit.registry.family.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A request as rules and selectors look at it. What only some policies ask for is found when first asked for. */
final class Subject {

    private static final GroupVersionResource NAMESPACES = new GroupVersionResource("", "v1", "namespaces");
    private static final GroupResource NAMESPACE = NAMESPACES.groupResource();

    private final Attributes attributes;
    private final Catalog catalog;
    private @Nullable List<Served> equivalents;

    Subject(Attributes attributes, Catalog catalog) {
        this.attributes = attributes;
        this.catalog = catalog;
    }

    Operation operation() {
        return attributes.operation();
    }

    Served served() {
        return attributes.target().served();
    }

    String subresource() {
        return attributes.target().subresource();
    }

    /** Empty for a name that is generated, and when a collection is deleted. */
    String name() {
        return attributes.name();
    }

    String namespace() {
        return attributes.namespace();
    }

    /** The request under its own resource. */
    Match itself() {
        return new Match(served(), attributes.kind());
    }

    /** The request under another version of its resource. */
    Match as(Served other) {
        Subresource part = other.definition().subresource(subresource());
        return new Match(other, part == null ? other.definition().kind() : part.kind());
    }

    /** The other versions (and, for events, groups) of the resource that have the subresource too. */
    List<Served> equivalents() {
        List<Served> known = equivalents;
        if (known == null) {
            known = findEquivalents();
            equivalents = known;
        }
        return known;
    }

    private List<Served> findEquivalents() {
        List<Served> found = new ArrayList<>();
        for (Served other : catalog.all()) {
            if (other.family() == served().family()
                    && other != served()
                    && (subresource().isEmpty() || other.definition().subresource(subresource()) != null)) {
                found.add(other);
            }
        }
        return found;
    }

    /** Null when there is no new object. */
    @Nullable
    Map<String, String> labels() {
        return labels(attributes.object());
    }

    /** Null when there was no object. */
    @Nullable
    Map<String, String> oldLabels() {
        return labels(attributes.old());
    }

    private static @Nullable Map<String, String> labels(@Nullable ObjectNode object) {
        return object == null ? null : Meta.of(object).labels();
    }

    boolean hasNamespace() {
        return !namespace().isEmpty() || isNamespace();
    }

    /** The labels of the namespace of the request; a namespace that is written counts as it will be. */
    Map<String, String> namespaceLabels() {
        ObjectNode object = attributes.object();
        if (isNamespace() && subresource().isEmpty() && object != null) {
            return Meta.of(object).labels();
        }
        return cachedNamespace(namespace()).labels();
    }

    /** The namespace that expressions see; null for what is in none, and for a namespace itself. */
    @Nullable
    ObjectNode namespaceObject() {
        return isNamespace() || namespace().isEmpty()
                ? null
                : cachedNamespace(namespace()).tree();
    }

    private boolean isNamespace() {
        return served().groupResource().equals(NAMESPACE);
    }

    private CachedObject cachedNamespace(String name) {
        Served namespaces = Objects.requireNonNull(catalog.find(NAMESPACES), "namespaces are served");
        CachedObject found = namespaces.family().cache().get(namespaces.family().key("", name));
        if (found == null) {
            throw ApiException.notFound(NAMESPACE, name);
        }
        return found;
    }
}
