package io.davit.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.davit.model.GroupVersionKind;
import io.davit.model.GroupVersionResource;
import io.davit.schema.ListType;
import io.davit.schema.Schema;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

class BuiltInKindsTest {

    private static final GroupVersionResource PODS = new GroupVersionResource("", "v1", "pods");

    private final BuiltInKinds kinds = BuiltInKinds.load();

    @Test
    void knowsNamesScopeAndVerbsOfAResource() {
        ResourceDefinition pods = definition(PODS);
        assertThat(pods.kind()).isEqualTo(new GroupVersionKind("", "v1", "Pod"));
        assertThat(pods.listKind()).isEqualTo("PodList");
        assertThat(pods.singular()).isEqualTo("pod");
        assertThat(pods.shortNames()).containsExactly("po");
        assertThat(pods.categories()).containsExactly("all");
        assertThat(pods.namespaced()).isTrue();
        assertThat(pods.verbs())
                .containsExactly("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    }

    @Test
    void knowsSubresourcesWithTheirForeignKinds() {
        Subresource eviction = Objects.requireNonNull(definition(PODS).subresource("eviction"));
        assertThat(eviction.kind()).isEqualTo(new GroupVersionKind("policy", "v1", "Eviction"));
        assertThat(eviction.foreignKind()).isTrue();
        Subresource status = Objects.requireNonNull(definition(PODS).subresource("status"));
        assertThat(status.kind()).isEqualTo(definition(PODS).kind());
        assertThat(status.foreignKind()).isFalse();
    }

    @Test
    void everyResourceAndItsListHaveASchemaThatCanBeWalkedToTheEnd() {
        Set<String> seen = new HashSet<>();
        for (ResourceDefinition definition : kinds.resources()) {
            assertThat(definition.schema().properties()).as("%s", definition).containsKeys("apiVersion", "kind");
            walk(definition.schema(), seen);
            if (definition.allows("list")) {
                GroupVersionKind list = definition.groupVersion().kind(definition.listKind());
                assertThat(kinds.schema(list)).as("%s", list).isNotNull();
            }
        }
        assertThat(kinds.resources()).hasSize(68);
        assertThat(seen).hasSizeGreaterThan(400);
    }

    @Test
    void everySubresourceKindHasASchema() {
        for (ResourceDefinition definition : kinds.resources()) {
            for (Subresource subresource : definition.subresources().values()) {
                assertThat(kinds.schema(subresource.kind()))
                        .as("%s", subresource)
                        .isNotNull();
            }
        }
    }

    @Test
    void schemasCarryTypesFormatsAndMergeFacts() {
        Schema spec = property(definition(PODS).schema(), "spec");
        assertThat(spec.reference()).isEqualTo("io.k8s.api.core.v1.PodSpec");
        assertThat(spec.required()).containsExactly("containers");
        Schema containers = property(spec, "containers");
        assertThat(containers.type()).isEqualTo("array");
        assertThat(containers.listType()).isEqualTo(ListType.MAP);
        assertThat(containers.listMapKeys()).containsExactly("name");
        assertThat(containers.patchStrategies()).containsExactly("merge");
        assertThat(containers.patchMergeKey()).isEqualTo("name");
        Schema port = Objects.requireNonNull(
                property(Objects.requireNonNull(containers.items()), "ports").items());
        assertThat(property(port, "containerPort").format()).isEqualTo("int32");
        assertThat(property(port, "protocol").defaultValue()).isEqualTo(StringNode.valueOf("TCP"));
        assertThat(property(port, "protocol").enumeration())
                .containsExactly(StringNode.valueOf("SCTP"), StringNode.valueOf("TCP"), StringNode.valueOf("UDP"));
        assertThat(property(spec, "volumes").patchStrategies()).containsExactlyInAnyOrder("merge", "retainKeys");
        assertThat(property(spec, "nodeSelector").atomicMap()).isTrue();
    }

    @Test
    void quantitiesTimesAndIntOrStringsKeepTheirNames() {
        GroupVersionKind service = new GroupVersionKind("", "v1", "Service");
        Schema ports = property(property(Objects.requireNonNull(kinds.schema(service)), "spec"), "ports");
        Schema target = property(Objects.requireNonNull(ports.items()), "targetPort");
        assertThat(target.intOrString()).isTrue();
        assertThat(target.reference()).isEqualTo("io.k8s.apimachinery.pkg.util.intstr.IntOrString");
        Schema created = property(property(definition(PODS).schema(), "metadata"), "creationTimestamp");
        assertThat(created.format()).isEqualTo("date-time");
    }

    @Test
    void optionsAreKnownInEveryGroup() {
        Schema options = kinds.schema(new GroupVersionKind("apps", "v1", "DeleteOptions"));
        assertThat(Objects.requireNonNull(options).properties()).containsKey("gracePeriodSeconds");
    }

    @Test
    void selectableFieldsReadTheirPathOrStandInForAnAbsentValue() {
        assertThat(definition(PODS).selectableFields())
                .extracting(SelectableField::label, SelectableField::absent)
                .contains(org.assertj.core.api.Assertions.tuple("spec.hostNetwork", "false"));
        ResourceDefinition events = definition(new GroupVersionResource("", "v1", "events"));
        assertThat(events.selectableFields())
                .anySatisfy(field -> assertThat(entry(field.label(), String.join(".", field.path())))
                        .isEqualTo(entry("source", "source.component")));
    }

    private ResourceDefinition definition(GroupVersionResource resource) {
        return Objects.requireNonNull(kinds.resource(resource), resource::toString);
    }

    private static Schema property(Schema schema, String name) {
        return Objects.requireNonNull(schema.property(name), name);
    }

    private static void walk(Schema schema, Set<String> seen) {
        if (!schema.reference().isEmpty() && !seen.add(schema.reference())) {
            return;
        }
        schema.properties().values().forEach(property -> walk(property, seen));
        if (schema.items() != null) {
            walk(schema.items(), seen);
        }
        if (schema.additionalProperties() != null) {
            walk(schema.additionalProperties(), seen);
        }
    }
}
