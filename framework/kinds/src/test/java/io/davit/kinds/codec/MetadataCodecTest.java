package io.davit.kinds.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import org.junit.jupiter.api.Test;

class MetadataCodecTest {

    @Test
    void leavesOutWhatIsEmpty() {
        MetadataCodec.Metadata read = MetadataCodec.decode(Json.parse("""
                {"name":"a","namespace":"","labels":{},"annotations":{},"finalizers":[],"ownerReferences":[],
                 "managedFields":[],"deletionGracePeriodSeconds":0,"x":1}"""));
        assertThat(read.metadata()).isEqualTo(Json.parse("{\"name\":\"a\",\"deletionGracePeriodSeconds\":0}"));
        assertThat(read.problems()).containsExactly("unknown field \"metadata.x\"");
    }

    @Test
    void readsNullAsNothing() {
        assertThat(MetadataCodec.decode(Json.parse("null")).metadata()).isEmpty();
    }

    @Test
    void namesFieldsFromTheMetadata() {
        assertThatThrownBy(() -> MetadataCodec.decode(Json.parse("{\"ownerReferences\":[{\"kind\":{}}]}")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(
                        "json: cannot unmarshal object into Go struct field OwnerReference.ownerReferences.kind of type string");
        assertThatThrownBy(() -> MetadataCodec.decode(Json.parse("\"x\"")))
                .hasMessageContaining("json: cannot unmarshal string into Go value of type v1.ObjectMeta");
    }
}
