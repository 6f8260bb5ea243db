package io.davit.apiserver.endpoint;

import io.davit.apiserver.negotiation.Encoding;
import io.davit.apiserver.negotiation.MediaTypes;
import io.davit.apiserver.request.DeleteOptions;
import io.davit.kinds.codec.KindCodec;
import io.davit.kinds.codec.YamlBody;
import io.davit.kinds.protobuf.Protobuf;
import io.davit.model.GroupVersionKind;
import io.davit.model.error.ApiException;
import io.davit.model.json.Json;
import io.davit.model.json.JsonDocument;
import io.davit.registry.Target;
import io.davit.registry.family.Body;
import io.davit.registry.family.Served;
import io.davit.registry.write.FieldValidation;
import io.davit.registry.write.WriteOptions;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What writes read off a request beside their object. */
final class Requests {

    private static final KindCodec DELETE_OPTIONS =
            Objects.requireNonNull(KindCodec.of(new GroupVersionKind("", "v1", "DeleteOptions")));

    private static final int MANAGER_MAX = 128;

    private Requests() {}

    /** The media type of the body, without parameters. */
    static String mediaType(ApiRequest request) {
        String header = request.header("Content-Type");
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
    }

    static Body body(ApiRequest request, Target target, byte[] bytes) {
        return new Body(bytes, format(request, target.served()));
    }

    /** What the body is written in. Custom resources have no protobuf form. */
    static Body.Format format(ApiRequest request, Served served) {
        Encoding encoding = MediaTypes.body(request.header("Content-Type"));
        return switch (encoding) {
            case JSON -> Body.Format.JSON;
            case YAML -> Body.Format.YAML;
            case PROTOBUF -> {
                if (served.definition().custom()) {
                    throw MediaTypes.unsupported(MediaTypes.CUSTOM_BODIES);
                }
                yield Body.Format.PROTOBUF;
            }
        };
    }

    /** Options in a body of any encoding, or in the query where there is no body. */
    static DeleteOptions deleteOptions(ApiRequest request, byte[] bytes) {
        if (bytes.length == 0) {
            return DeleteOptions.parse(request.query());
        }
        JsonNode options = switch (MediaTypes.body(request.header("Content-Type"))) {
            case JSON -> JsonDocument.read(bytes).root();
            case YAML -> yaml(bytes);
            case PROTOBUF -> Protobuf.decode(bytes, DELETE_OPTIONS).object();
        };
        if (options.isNull()) {
            return DeleteOptions.parse(Json.object());
        }
        if (!(options instanceof ObjectNode object)) {
            throw ApiException.badRequest("couldn't get version/kind; DeleteOptions are an object");
        }
        return DeleteOptions.parse(object);
    }

    private static JsonNode yaml(byte[] bytes) {
        try {
            return YamlBody.read(bytes).root();
        } catch (YamlBody.Unreadable e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    static WriteOptions options(ApiRequest request, boolean dryRun, FieldValidation validation, String fieldManager) {
        return new WriteOptions(
                        dryRun,
                        validation,
                        fieldManager.isEmpty() ? agent(request) : fieldManager,
                        request.caller(),
                        request.warnings()::add)
                .sent(sent(request));
    }

    /** The options as they were sent, which admission shows to policies. */
    private static ObjectNode sent(ApiRequest request) {
        ObjectNode sent = Json.object();
        List<String> dryRun = request.query().all("dryRun");
        if (!dryRun.isEmpty()) {
            ArrayNode list = sent.putArray("dryRun");
            dryRun.forEach(list::add);
        }
        for (String text : List.of("fieldManager", "fieldValidation")) {
            String value = request.query().first(text);
            if (!value.isEmpty()) {
                sent.put(text, value);
            }
        }
        return sent;
    }

    /** Who writes, when the request does not say: what the user agent is called, up to its version. */
    private static String agent(ApiRequest request) {
        String agent = request.header("User-Agent");
        int slash = agent.indexOf('/');
        String name = slash < 0 ? agent : agent.substring(0, slash);
        return name.isEmpty() ? "unknown" : name.substring(0, Math.min(name.length(), MANAGER_MAX));
    }
}
