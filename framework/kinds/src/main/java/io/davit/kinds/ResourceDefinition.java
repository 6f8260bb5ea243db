package io.davit.kinds;

import io.davit.model.GroupResource;
import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionKind;
import io.davit.model.GroupVersionResource;
import io.davit.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One version of one resource: everything that discovery, storage and endpoints need to know of it. Built-in kinds and custom
 * resources differ only in where it came from.
 */
public final class ResourceDefinition {

    private final Builder from;
    private final GroupVersionResource resource;

    private ResourceDefinition(Builder from) {
        this.from = from;
        this.resource = from.kind.groupVersion().resource(from.plural);
    }

    public static Builder builder(GroupVersionKind kind, String plural) {
        return new Builder(kind, plural);
    }

    public GroupVersionKind kind() {
        return from.kind;
    }

    public GroupVersion groupVersion() {
        return from.kind.groupVersion();
    }

    public GroupVersionResource resource() {
        return resource;
    }

    public GroupResource groupResource() {
        return resource.groupResource();
    }

    public String plural() {
        return from.plural;
    }

    public String singular() {
        return from.singular;
    }

    /** The kind of a list, usually the kind with {@code List} at its end. */
    public String listKind() {
        return from.listKind;
    }

    public List<String> shortNames() {
        return from.shortNames;
    }

    public List<String> categories() {
        return from.categories;
    }

    public boolean namespaced() {
        return from.namespaced;
    }

    /** In alphabetical order. */
    public Set<String> verbs() {
        return from.verbs;
    }

    public boolean allows(String verb) {
        return from.verbs.contains(verb);
    }

    public Map<String, Subresource> subresources() {
        return from.subresources;
    }

    public @Nullable Subresource subresource(String name) {
        return from.subresources.get(name);
    }

    public List<SelectableField> selectableFields() {
        return from.selectableFields;
    }

    /** What a CustomResourceDefinition adds to its Tables; empty for built-in kinds, whose printers know their columns. */
    public List<PrinterColumn> printerColumns() {
        return from.printerColumns;
    }

    /** The schema of the whole object; it may be loaded when first asked for. */
    public Schema schema() {
        return from.schema.get();
    }

    /** Whether it comes from a CustomResourceDefinition. */
    public boolean custom() {
        return from.custom;
    }

    /** A warning that every use of this version deserves; empty when it is not deprecated. */
    public String deprecationWarning() {
        return from.deprecationWarning;
    }

    @Override
    public String toString() {
        return resource.toString();
    }

    /** Collects a definition; used once. */
    public static final class Builder {

        private final GroupVersionKind kind;
        private final String plural;
        private String singular;
        private String listKind;
        private List<String> shortNames = List.of();
        private List<String> categories = List.of();
        private boolean namespaced;
        private Set<String> verbs = Set.of();
        private final Map<String, Subresource> subresources = new LinkedHashMap<>();
        private List<SelectableField> selectableFields = List.of();
        private List<PrinterColumn> printerColumns = List.of();
        private Supplier<Schema> schema = () -> Schema.builder().build();
        private boolean custom;
        private String deprecationWarning = "";

        private Builder(GroupVersionKind kind, String plural) {
            this.kind = kind;
            this.plural = plural;
            this.singular = kind.kind().toLowerCase(java.util.Locale.ROOT);
            this.listKind = kind.kind() + "List";
        }

        public Builder singular(String value) {
            singular = value;
            return this;
        }

        public Builder listKind(String value) {
            listKind = value;
            return this;
        }

        public Builder shortNames(List<String> values) {
            shortNames = List.copyOf(values);
            return this;
        }

        public Builder categories(List<String> values) {
            categories = List.copyOf(values);
            return this;
        }

        public Builder namespaced(boolean value) {
            namespaced = value;
            return this;
        }

        public Builder verbs(Set<String> values) {
            verbs = new TreeSet<>(values);
            return this;
        }

        public Builder subresource(Subresource value) {
            subresources.put(value.name(), value);
            return this;
        }

        public Builder selectableFields(List<SelectableField> values) {
            selectableFields = List.copyOf(values);
            return this;
        }

        public Builder printerColumns(List<PrinterColumn> values) {
            printerColumns = List.copyOf(values);
            return this;
        }

        public Builder schema(Supplier<Schema> value) {
            schema = value;
            return this;
        }

        public Builder custom(boolean value) {
            custom = value;
            return this;
        }

        public Builder deprecationWarning(String value) {
            deprecationWarning = value;
            return this;
        }

        public ResourceDefinition build() {
            return new ResourceDefinition(this);
        }
    }
}
