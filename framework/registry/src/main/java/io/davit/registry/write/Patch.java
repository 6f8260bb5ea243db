package io.davit.registry.write;

import io.davit.model.error.ApiException;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.patch.JsonPatch;
import io.davit.patch.MergePatch;
import io.davit.patch.StrategicMergePatch;
import io.davit.registry.family.Reading;
import io.davit.registry.family.Served;
import io.davit.schema.Schema;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A patch that was read from a request body and can be applied again and again. */
public sealed interface Patch {

    /** A Scale has no lists, so its schema says nothing that a strategic merge needs. */
    Schema SCALE = Schema.builder().type("object").build();

    ObjectNode applyTo(ObjectNode object);

    /**
     * What a refusal shows of the patch: usually the patched object.
     *
     * @param object as {@link Reading#written} has it
     */
    String shown(ObjectNode object);

    /** Why the outcome of this patch is no object of its kind, where that is told in other words than a decoder's; empty when it is. */
    default String problem(ObjectNode patched, Reading kind) {
        return "";
    }

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
            case "application/json-patch+json" -> readable(() -> new Json(JsonPatch.parse(document)));
            case "application/merge-patch+json" -> readable(() -> new Merge(MergePatch.parse(document)));
            case "application/strategic-merge-patch+json" -> {
                if (schema == null) {
                    throw unsupported(served);
                }
                yield readable(() -> new Strategic(StrategicMergePatch.parse(document), schema));
            }
            default -> throw unsupported(served);
        };
    }

    /** A document that is no patch is refused when it is applied: a missing object is told of first. */
    private static Patch readable(Supplier<Patch> document) {
        try {
            return document.get();
        } catch (ApiException e) {
            return new Unreadable(e);
        }
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

    /** A document that is no patch. */
    record Unreadable(ApiException why) implements Patch {
        @Override
        public ObjectNode applyTo(ObjectNode object) {
            throw why;
        }

        @Override
        public String shown(ObjectNode object) {
            throw why;
        }

        @Override
        public List<String> problems() {
            return List.of();
        }
    }

    /** RFC 6902. */
    record Json(JsonPatch patch) implements Patch {
        @Override
        public ObjectNode applyTo(ObjectNode object) {
            return patch.applyTo(object);
        }

        @Override
        public String shown(ObjectNode object) {
            return patch.shown(object);
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
        public String shown(ObjectNode object) {
            return patch.shown(object);
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
        public String shown(ObjectNode object) {
            return patch.shown();
        }

        @Override
        public String problem(ObjectNode patched, Reading kind) {
            return kind.fit(patched);
        }

        @Override
        public List<String> problems() {
            return patch.problems();
        }
    }
}
