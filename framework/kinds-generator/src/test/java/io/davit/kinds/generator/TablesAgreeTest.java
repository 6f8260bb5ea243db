package io.davit.kinds.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Admissionregistration;
import io.kubernetes.client.proto.V1Apiextensions;
import io.kubernetes.client.proto.V1Apps;
import io.kubernetes.client.proto.V1Authentication;
import io.kubernetes.client.proto.V1Authorization;
import io.kubernetes.client.proto.V1Autoscaling;
import io.kubernetes.client.proto.V1Batch;
import io.kubernetes.client.proto.V1Certificates;
import io.kubernetes.client.proto.V1Coordination;
import io.kubernetes.client.proto.V1Discovery;
import io.kubernetes.client.proto.V1Events;
import io.kubernetes.client.proto.V1Flowcontrol;
import io.kubernetes.client.proto.V1Networking;
import io.kubernetes.client.proto.V1Node;
import io.kubernetes.client.proto.V1Policy;
import io.kubernetes.client.proto.V1Rbac;
import io.kubernetes.client.proto.V1Resource;
import io.kubernetes.client.proto.V1Scheduling;
import io.kubernetes.client.proto.V1Storage;
import io.kubernetes.client.proto.V2Autoscaling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The overlay of Go types and the published Java libraries are two tellings of one thing. */
class TablesAgreeTest {

    private static final List<FileDescriptor> FILES = List.of(
            Meta.getDescriptor(),
            V1.getDescriptor(),
            V1Admissionregistration.getDescriptor(),
            V1Apiextensions.getDescriptor(),
            V1Apps.getDescriptor(),
            V1Authentication.getDescriptor(),
            V1Authorization.getDescriptor(),
            V1Autoscaling.getDescriptor(),
            V2Autoscaling.getDescriptor(),
            V1Batch.getDescriptor(),
            V1Certificates.getDescriptor(),
            V1Coordination.getDescriptor(),
            V1Discovery.getDescriptor(),
            V1Events.getDescriptor(),
            V1Flowcontrol.getDescriptor(),
            V1Networking.getDescriptor(),
            V1Node.getDescriptor(),
            V1Policy.getDescriptor(),
            V1Rbac.getDescriptor(),
            V1Resource.getDescriptor(),
            V1Scheduling.getDescriptor(),
            V1Storage.getDescriptor());

    private final Map<String, GoTypes.Type> types;

    TablesAgreeTest() throws IOException {
        types = GoTypes.parse(Overlay.lines("go-types.txt"));
    }

    @Test
    void fieldNumbersAreThoseOfTheProtobufDescriptors() {
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (FileDescriptor file : FILES) {
            for (Descriptor message : file.getMessageTypes()) {
                GoTypes.Type type = types.get(
                        file.getPackage().replace("k8s.io.", "io.k8s.").replace('_', '-') + "." + message.getName());
                if (type == null || type.fields().isEmpty()) {
                    continue;
                }
                for (GoTypes.Field field : type.fields()) {
                    if (field.number() == 0) {
                        continue;
                    }
                    FieldDescriptor descriptor = message.findFieldByNumber(field.number());
                    compared++;
                    if (descriptor == null || !agree(field, descriptor)) {
                        wrong.add(type.name() + "." + field.json() + " " + field.type() + ": " + descriptor);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(1000);
    }

    @Test
    void everyDefinitionThatOpenApiKnowsHasAPublishedModel() throws IOException {
        SchemaFacts facts = SchemaFacts.read(types.values());
        List<String> missing = new ArrayList<>();
        for (GoTypes.Type type : types.values()) {
            if (facts.covers(type.name()) && !type.fields().isEmpty()) {
                Optional<ClientModels.Model> model = ClientModels.of(type.name());
                if (model.isEmpty()) {
                    missing.add(type.name());
                    continue;
                }
                for (GoTypes.Field field : type.fields()) {
                    boolean known = field.inline() || model.get().properties().containsKey(field.json());
                    if (!known) {
                        missing.add(type.name() + "." + field.json());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private boolean agree(GoTypes.Field field, FieldDescriptor descriptor) {
        String plainName = field.json().replaceAll("[$-]", "");
        return descriptor.isRepeated() == repeated(field.type())
                && (field.inline() || descriptor.getName().equalsIgnoreCase(plainName));
    }

    /** A named list of texts is a message of its own in protobuf, a named map or list of structs is not. */
    private boolean repeated(String type) {
        GoTypes.Type named = types.get(type);
        if (named != null && !named.underlying().isEmpty()) {
            return !named.underlying().equals("[]string") && repeated(named.underlying());
        }
        return type.startsWith("[]") && !type.equals("[]uint8") || type.startsWith("map[");
    }
}
