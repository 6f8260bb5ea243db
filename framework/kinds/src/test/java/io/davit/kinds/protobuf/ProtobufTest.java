package io.davit.kinds.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.kinds.FullObjects;
import io.davit.kinds.codec.Decoded;
import io.davit.kinds.codec.KindCodec;
import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import io.davit.model.GroupVersion;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ProtobufTest {

    private static final KindCodec CONFIG_MAPS = codec(new GroupVersionKind("", "v1", "ConfigMap"));

    static List<String> recorded() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(ProtobufTest.class.getResource("pod-v1-1.json"))
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void readsAndWritesWhatUpstreamWrote(String file) {
        JsonNode both = Json.mapper().readTree(ProtobufTest.class.getResourceAsStream(file));
        ObjectNode json = (ObjectNode) both.path("json");
        KindCodec codec = codec(kind(json));
        byte[] protobuf = Base64.getDecoder().decode(both.path("protobuf").asString());
        ObjectNode decoded = Protobuf.decode(protobuf, codec).object();
        codec.complete(decoded);
        assertThat(settled(decoded)).isEqualTo(settled(json));
        assertThat(Protobuf.decode(Protobuf.encode(json), codec).object()).isEqualTo(json);
        Decoded fromJson = codec.decodeJson(Json.bytes(json));
        assertThat(fromJson.object()).isEqualTo(json);
        assertThat(fromJson.problems()).isEmpty();
    }

    /** A definition of custom resources was recorded twice while its status still changed. */
    private static ObjectNode settled(ObjectNode object) {
        ObjectNode settled = object.deepCopy();
        if (object.path("kind").asString("").equals("CustomResourceDefinition")) {
            settled.withObject("metadata").remove("resourceVersion");
            settled.remove("status");
        }
        return settled;
    }

    static Stream<StructType> kinds() {
        return TypeTable.get().structs().stream()
                .filter(StructType::isKind)
                .filter(type -> Protobuf.supports(type.kind()))
                .filter(type -> !type.simpleName().equals("WatchEvent"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyFieldOfEveryKindSurvivesTheWayThereAndBack(StructType type) {
        ObjectNode full = FullObjects.of(type);
        KindCodec codec = codec(type.kind());
        Decoded decoded = codec.decode(full);
        assertThat(decoded.problems()).isEmpty();
        assertThat(Protobuf.decode(Protobuf.encode(decoded.object()), codec).object())
                .isEqualTo(decoded.object());
    }

    @Test
    void listsCarryTheirItemsWithoutKinds() {
        ObjectNode list = (ObjectNode) Json.parse("""
                {"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"5"},
                 "items":[{"metadata":{"name":"a"},"data":{"k":""}},{"metadata":{"name":"b"}}]}""");
        KindCodec codec = codec(kind(list));
        assertThat(Protobuf.decode(Protobuf.encode(list), codec).object()).isEqualTo(list);
    }

    @Test
    void customKindsAndTablesHaveNoProtobuf() {
        assertThat(Protobuf.supports(new GroupVersionKind("example.com", "v1", "Thing")))
                .isFalse();
        assertThat(Protobuf.supports(new GroupVersionKind("meta.k8s.io", "v1", "Table")))
                .isFalse();
        assertThat(Protobuf.supports(new GroupVersionKind("meta.k8s.io", "v1", "PartialObjectMetadata")))
                .isTrue();
        assertThat(Protobuf.supports(new GroupVersionKind("", "v1", "Status"))).isTrue();
    }

    @Test
    void watchFramesBeginWithTheirLength() throws MalformedException {
        ObjectNode object =
                (ObjectNode) Json.parse("{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\"}}");
        byte[] frame = Protobuf.watchFrame("ADDED", object);
        assertThat(ByteBuffer.wrap(frame).getInt()).isEqualTo(frame.length - 4);
        WireReader event = new WireReader(frame, 4, frame.length);
        assertThat(event.field()).isEqualTo(1);
        assertThat(event.text()).isEqualTo("ADDED");
        assertThat(event.field()).isEqualTo(2);
        WireReader raw = event.nested();
        assertThat(raw.field()).isEqualTo(1);
        assertThat(Protobuf.decode(raw.bytes(), CONFIG_MAPS).object()).isEqualTo(object);
        assertThat(event.done()).isTrue();
    }

    @Test
    void refusesABodyWithoutThePrefix() {
        assertThatThrownBy(() -> Protobuf.decode("{\"kind\": 1}".getBytes(), CONFIG_MAPS))
                .hasMessage(
                        "the object provided is unrecognized (must be of type ConfigMap): provided data does not appear to be"
                                + " a protobuf message, expected prefix [107 56 115 0] ({\"kind\": 1})");
    }

    @Test
    void refusesABodyOfAnotherKind() {
        byte[] secret = Protobuf.encode(Json.parse("{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"metadata\":{}}"));
        assertThatThrownBy(() -> Protobuf.decode(secret, CONFIG_MAPS)).hasMessageContaining("unknown conversion");
    }

    @Test
    void everyBeginningOfABodyIsReadOrRefusedAsABadRequest() {
        StructType pod = Objects.requireNonNull(TypeTable.get().kind(new GroupVersionKind("", "v1", "Pod")));
        byte[] whole = Protobuf.encode(FullObjects.of(pod));
        KindCodec codec = codec(pod.kind());
        for (int length = 0; length < whole.length; length += 7) {
            readOrRefuse(Arrays.copyOf(whole, length), codec);
        }
    }

    @Test
    void damagedBodiesAreReadOrRefusedAsBadRequests() {
        Random random = new Random(1);
        StructType pod = Objects.requireNonNull(TypeTable.get().kind(new GroupVersionKind("", "v1", "Pod")));
        byte[] whole = Protobuf.encode(FullObjects.of(pod));
        KindCodec codec = codec(pod.kind());
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j < 5; j++) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            }
            readOrRefuse(damaged, codec);
        }
    }

    @Test
    void refusesLengthsThatAreNotThere() {
        byte[] huge = {'k', '8', 's', 0, 0x12, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 1};
        assertThatThrownBy(() -> Protobuf.decode(huge, CONFIG_MAPS)).hasMessageEndingWith(": unexpected EOF");
    }

    @Test
    void refusesEndlessNesting() {
        WireWriter out = new WireWriter();
        for (int i = 0; i < 100_000; i++) {
            // JSONSchemaProps.not is field 28, a schema in a schema
            out.enclose(28, 0);
        }
        out.enclose(1, 0);
        byte[] schema = out.toBytes();
        StructType type = TypeTable.get()
                .required("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceValidation");
        assertThatThrownBy(() -> new MessageReader().read(type, new WireReader(schema, 0, schema.length)))
                .hasMessage("proto: message is nested too deep");
    }

    private static void readOrRefuse(byte[] body, KindCodec codec) {
        try {
            assertThat(Protobuf.decode(body, codec).object().has("kind")).isTrue();
        } catch (ApiException e) {
            assertThat(e.code()).isEqualTo(400);
        }
    }

    private static GroupVersionKind kind(JsonNode object) {
        return GroupVersion.parse(object.path("apiVersion").asString())
                .kind(object.path("kind").asString());
    }

    private static KindCodec codec(GroupVersionKind kind) {
        return Objects.requireNonNull(KindCodec.of(kind), kind::toString);
    }
}
