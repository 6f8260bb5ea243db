package io.davit.registry.write;

import io.davit.model.error.ApiException;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.patch.JsonPatch;
import io.davit.patch.MergePatch;
import io.davit.patch.StrategicMergePatch;
import io.davit.registry.family.Served;
import io.davit.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A patch that was read from a request body and can be applied again and again. */
public sealed interface Patch {

    /** A Scale has no lists, so its schema says nothing that a strategic merge needs. */
    Schema SCALE = Schema.builder().type("object").build();

    ObjectNode applyTo(ObjectNode object);

    /** What strict decoding minds in the patch's own text, such as a key that comes twice. */
    List<String> problems();

    static Patch parse(String mediaType, byte[] document, Served served) {
        return parse(mediaType, document, served, served.shape().patchSchema());
    }

    /** A patch of the resource's scale, which knows strategic merge patches where the resource does. */
    static Patch parseForScale(String mediaType, byte[] document, Served served) {
        return parse(mediaType, document, served, served.definition().custom() ? null : SCALE);
    }

    private static Patch parse(String mediaType, byte[] document, Served served, @Nullable Schema schema) {
        return switch (mediaType) {
            case "application/json-patch+json" -> new Json(JsonPatch.parse(document));
            case "application/merge-patch+json" -> new Merge(MergePatch.parse(document));
            case "application/strategic-merge-patch+json" -> {
                if (schema == null) {
                    throw unsupported(served);
                }
                yield new Strategic(StrategicMergePatch.parse(document), schema);
            }
            default -> throw unsupported(served);
        };
    }

    private static ApiException unsupported(Served served) {
        return served.definition().custom()
                ? new ApiException(
                        Reason.UNSUPPORTED_MEDIA_TYPE,
                        "the body of the request was in an unknown format - accepted media types include:"
                                + " application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml")
                : new ApiException(
                        Reason.UNSUPPORTED_MEDIA_TYPE, "415: Unsupported Media Type", Details.of("", "", ""));
    }

    /** RFC 6902. */
    record Json(JsonPatch patch) implements Patch {
        @Override
        public ObjectNode applyTo(ObjectNode object) {
            return patch.applyTo(object);
        }

        @Override
        public List<String> problems() {
            return patch.problems();
        }
    }

    /** RFC 7386. */
    record Merge(MergePatch patch) implements Patch {
        @Override
        public ObjectNode applyTo(ObjectNode object) {
            return patch.applyTo(object);
        }

        @Override
        public List<String> problems() {
            return patch.problems();
        }
    }

    /** Kubernetes' own, for kinds whose schema says how lists merge. */
    record Strategic(StrategicMergePatch patch, Schema schema) implements Patch {
        @Override
        public ObjectNode applyTo(ObjectNode object) {
            return patch.applyTo(object, schema);
        }

        @Override
        public List<String> problems() {
            return patch.problems();
        }
    }
}
