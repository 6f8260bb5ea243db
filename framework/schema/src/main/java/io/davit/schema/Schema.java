package io.davit.schema;

import io.davit.model.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an object or a field of it may be. Immutable once built.
 *
 * <p>A schema that refers to a named definition (built-in kinds do, and may do so in circles) answers {@link #properties()},
 * {@link #items()}, {@link #type()} and the other structural questions as its definition does; default, description, list type, map
 * type and patch facts are its own where it has them, the definition's where not.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema">Structural schemas</a>
 */
public final class Schema {

    private final Builder from;
    private final @Nullable Supplier<Schema> definition;

    private Schema(Builder from) {
        this.from = from;
        this.definition = from.definition;
    }

    /** The schema of a custom resource, as a CustomResourceDefinition carries it. What is malformed in it counts as absent. */
    public static Schema read(ObjectNode openApiV3Schema) {
        return SchemaReader.read(openApiV3Schema);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** {@code object}, {@code array}, {@code string}, {@code integer}, {@code number}, {@code boolean}, or empty when anything goes. */
    public String type() {
        return definition == null ? from.type : definition.get().type();
    }

    public Map<String, Schema> properties() {
        return definition == null ? from.properties : definition.get().properties();
    }

    public @Nullable Schema property(String name) {
        return properties().get(name);
    }

    /** The schema of list elements, for an array. */
    public @Nullable Schema items() {
        return definition == null ? from.items : definition.get().items();
    }

    /** The schema of the values of a map. */
    public @Nullable Schema additionalProperties() {
        return definition == null ? from.additionalProperties : definition.get().additionalProperties();
    }

    public Set<String> required() {
        return definition == null ? from.required : definition.get().required();
    }

    /** OpenAPI's {@code format}: {@code int32}, {@code date-time}, {@code int-or-string}, …; empty when absent. */
    public String format() {
        return definition == null ? from.format : definition.get().format();
    }

    public List<JsonNode> enumeration() {
        return definition == null || !from.enumeration.isEmpty()
                ? from.enumeration
                : definition.get().enumeration();
    }

    /** Whether a value is one of the enumeration; null is none, even where it stands in it. */
    boolean enumerates(JsonNode value) {
        if (definition != null && from.enumeration.isEmpty()) {
            return definition.get().enumerates(value);
        }
        return value.isString()
                ? from.enumeratedTexts.contains(value.stringValue())
                : from.enumeration.stream()
                        .anyMatch(each -> !each.isString() && !each.isNull() && Json.same(each, value));
    }

    public @Nullable JsonNode defaultValue() {
        return definition == null || from.defaultValue != null
                ? from.defaultValue
                : definition.get().defaultValue();
    }

    public String description() {
        return definition == null || !from.description.isEmpty()
                ? from.description
                : definition.get().description();
    }

    public ListType listType() {
        return from.listType;
    }

    public List<String> listMapKeys() {
        return from.listMapKeys;
    }

    /** Whether a map or object is owned as a whole ({@code x-kubernetes-map-type: atomic}). */
    public boolean atomicMap() {
        return !from.granularMap
                && (from.atomicMap || (definition != null && definition.get().atomicMap()));
    }

    /** {@code x-kubernetes-patch-strategy}: any of {@code merge}, {@code replace}, {@code retainKeys}. */
    public Set<String> patchStrategies() {
        return from.patchStrategies;
    }

    /** {@code x-kubernetes-patch-merge-key}; empty when absent. */
    public String patchMergeKey() {
        return from.patchMergeKey;
    }

    public boolean intOrString() {
        return from.intOrString || (definition != null && definition.get().intOrString());
    }

    /** Whether null is a value, and not the same as absent. */
    public boolean nullable() {
        return from.nullable;
    }

    /** {@code x-kubernetes-preserve-unknown-fields}: fields that no schema names are kept. */
    public boolean preservesUnknownFields() {
        return from.preservesUnknownFields;
    }

    /** {@code x-kubernetes-embedded-resource}: the value is an object with apiVersion, kind and metadata. */
    public boolean embeddedResource() {
        return from.embeddedResource;
    }

    /** {@code additionalProperties} where it is true or false rather than a schema; null otherwise. */
    public @Nullable Boolean additionalPropertiesAllowed() {
        return from.additionalPropertiesAllowed;
    }

    public Constraints constraints() {
        return definition == null ? from.constraints : definition.get().constraints();
    }

    public List<Schema> allOf() {
        return from.allOf;
    }

    public List<Schema> anyOf() {
        return from.anyOf;
    }

    public List<Schema> oneOf() {
        return from.oneOf;
    }

    public @Nullable Schema not() {
        return from.not;
    }

    /** The JSON this schema was read from, with everything that is only for people and tools; empty for others. */
    public ObjectNode source() {
        return from.source;
    }

    /** {@code x-kubernetes-validations} as they were written: a list of rules in CEL, or missing. */
    public JsonNode rules() {
        return from.source.path("x-kubernetes-validations");
    }

    /** The name of the definition this schema refers to, such as {@code io.k8s.api.core.v1.PodSpec}; empty when it is written out in place. */
    public String reference() {
        return from.reference;
    }

    /** Collects a schema; used once. */
    public static final class Builder {

        private String type = "";
        private Map<String, Schema> properties = Map.of();
        private @Nullable Schema items;
        private @Nullable Schema additionalProperties;
        private Set<String> required = Set.of();
        private String format = "";
        private List<JsonNode> enumeration = List.of();
        private Set<String> enumeratedTexts = Set.of();
        private @Nullable JsonNode defaultValue;
        private String description = "";
        private ListType listType = ListType.ATOMIC;
        private List<String> listMapKeys = List.of();
        private boolean atomicMap;
        private boolean granularMap;
        private Set<String> patchStrategies = Set.of();
        private String patchMergeKey = "";
        private boolean intOrString;
        private String reference = "";
        private @Nullable Supplier<Schema> definition;
        private boolean nullable;
        private boolean preservesUnknownFields;
        private boolean embeddedResource;
        private @Nullable Boolean additionalPropertiesAllowed;
        private Constraints constraints = Constraints.NONE;
        private List<Schema> allOf = List.of();
        private List<Schema> anyOf = List.of();
        private List<Schema> oneOf = List.of();
        private @Nullable Schema not;
        private ObjectNode source = Json.object();

        private Builder() {}

        public Builder type(String value) {
            type = value;
            return this;
        }

        /** In the order given. */
        public Builder properties(Map<String, Schema> values) {
            properties = new LinkedHashMap<>(values);
            return this;
        }

        public Builder items(Schema value) {
            items = value;
            return this;
        }

        public Builder additionalProperties(Schema value) {
            additionalProperties = value;
            return this;
        }

        public Builder required(Set<String> values) {
            required = values;
            return this;
        }

        public Builder format(String value) {
            format = value;
            return this;
        }

        public Builder enumeration(List<JsonNode> values) {
            enumeration = values;
            enumeratedTexts = values.stream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .collect(Collectors.toUnmodifiableSet());
            return this;
        }

        public Builder defaultValue(@Nullable JsonNode value) {
            defaultValue = value;
            return this;
        }

        public Builder description(String value) {
            description = value;
            return this;
        }

        public Builder listType(ListType value) {
            listType = value;
            return this;
        }

        public Builder listMapKeys(List<String> values) {
            listMapKeys = values;
            return this;
        }

        public Builder atomicMap(boolean value) {
            atomicMap = value;
            return this;
        }

        /** Says of a reference that its parts are owned, whatever the definition says ({@code x-kubernetes-map-type: granular}). */
        public Builder granularMap(boolean value) {
            granularMap = value;
            return this;
        }

        public Builder patchStrategies(Set<String> values) {
            patchStrategies = values;
            return this;
        }

        public Builder patchMergeKey(String value) {
            patchMergeKey = value;
            return this;
        }

        public Builder intOrString(boolean value) {
            intOrString = value;
            return this;
        }

        public Builder nullable(boolean value) {
            nullable = value;
            return this;
        }

        public Builder preservesUnknownFields(boolean value) {
            preservesUnknownFields = value;
            return this;
        }

        public Builder embeddedResource(boolean value) {
            embeddedResource = value;
            return this;
        }

        public Builder additionalPropertiesAllowed(@Nullable Boolean value) {
            additionalPropertiesAllowed = value;
            return this;
        }

        public Builder constraints(Constraints value) {
            constraints = value;
            return this;
        }

        public Builder allOf(List<Schema> values) {
            allOf = values;
            return this;
        }

        public Builder anyOf(List<Schema> values) {
            anyOf = values;
            return this;
        }

        public Builder oneOf(List<Schema> values) {
            oneOf = values;
            return this;
        }

        public Builder not(@Nullable Schema value) {
            not = value;
            return this;
        }

        /** Must not be changed any more. */
        public Builder source(ObjectNode value) {
            source = value;
            return this;
        }

        /** The definition is asked for when the schema is first read, so definitions may refer to each other in circles. */
        public Builder reference(String name, Supplier<Schema> target) {
            reference = name;
            definition = target;
            return this;
        }

        public Schema build() {
            return new Schema(this);
        }
    }
}
