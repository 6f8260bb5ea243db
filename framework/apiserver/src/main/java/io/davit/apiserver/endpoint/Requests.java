package io.davit.apiserver.endpoint;

import io.davit.registry.Target;
import io.davit.registry.family.Body;
import io.davit.registry.write.FieldValidation;
import io.davit.registry.write.WriteOptions;

/** What writes read off a request beside their object. */
final class Requests {

    private Requests() {}

    /** The media type of the body, without parameters. */
    static String mediaType(ApiRequest request) {
        String header = request.header("Content-Type");
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
    }

    static Body body(ApiRequest request, Target target, byte[] bytes) {
        return new Body(bytes, ContentType.of(mediaType(request), target.served()));
    }

    static WriteOptions options(
            ApiRequest request,
            boolean dryRun,
            io.davit.apiserver.request.FieldValidation validation,
            String fieldManager) {
        return new WriteOptions(
                dryRun,
                FieldValidation.valueOf(validation.name()),
                fieldManager,
                request.caller(),
                request.warnings()::add);
    }
}
