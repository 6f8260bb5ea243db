package io.davit.kinds.codec;

import io.davit.kinds.type.StructType;
import io.davit.kinds.type.TypeTable;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the metadata of an object whose other fields are no business of the built-in types: that of a custom resource.
 *
 * <p>What comes out is what kube-apiserver keeps of the same: empty texts, lists and maps are left out, times are in their canonical
 * form, unknown fields are dropped.
 */
public final class MetadataCodec {

    private static final StructType TYPE = TypeTable.get().meta("ObjectMeta");

    private MetadataCodec() {}

    /**
     * Metadata that was read.
     *
     * @param problems what strict decoding minds: {@code unknown field "metadata.x"}
     */
    public record Metadata(ObjectNode metadata, List<String> problems) {}

    /**
     * Reads a tree, which is not changed; null is the empty metadata.
     *
     * @throws ApiException a bad request that says nothing but what is wrong, when the tree cannot be metadata
     */
    public static Metadata decode(JsonNode tree) {
        try (JsonParser parser = Json.mapper().treeAsTokens(tree)) {
            parser.nextToken();
            TypedReader reader = new TypedReader(parser, "metadata");
            ObjectNode metadata = reader.read(TYPE);
            String problem = reader.typeError();
            if (problem != null) {
                throw ApiException.badRequest(problem);
            }
            Completion.STORED.complete(metadata, TYPE);
            return new Metadata(metadata, reader.problems());
        } catch (Refused e) {
            throw ApiException.badRequest(e.message());
        }
    }
}
