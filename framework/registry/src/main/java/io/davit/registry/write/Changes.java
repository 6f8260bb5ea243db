package io.davit.registry.write;

import io.davit.model.error.ApiException;
import io.davit.model.error.FieldErrors;
import io.davit.model.error.FieldPath;
import io.davit.model.error.Reason;
import io.davit.model.json.Json;
import io.davit.model.meta.Meta;
import io.davit.registry.Target;
import io.davit.registry.family.Body;
import io.davit.registry.family.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The changes that requests bring: a whole new object, or a patch. */
public final class Changes {

    private static final Pattern WHOLE_BODY =
            Pattern.compile("^\\S+ in version \"[^\"]*\" cannot be handled as a \\S+: ");

    private Changes() {}

    /** The body of a PUT. */
    public static Change replace(Target target, Body body, WriteOptions options) {
        Decoded decoded = target.served().shape().decode(body);
        Strictness.apply(target.served().definition().kind(), decoded, options);
        checkName(target, decoded.object());
        return present -> Decoded.clean(decoded.object().deepCopy());
    }

    /** The body of a PATCH. Problems are reported each time it is applied, but warned about once. */
    public static Change patch(Target target, Patch patch, WriteOptions options) {
        return new Change() {
            private boolean reported;

            @Override
            public Decoded apply(ObjectNode present) {
                ObjectNode before = present.deepCopy();
                ObjectNode patched = patch.applyTo(present);
                Supplier<String> shown =
                        () -> patch.shown(target.served().shape().written(before));
                Decoded decoded = decode(target, patch, patched, shown);
                if (!reported) {
                    reported = true;
                    report(patched, patch, decoded, shown, options);
                }
                checkName(target, decoded.object());
                return decoded;
            }
        };
    }

    /** What a patch makes of an object may be no object of the kind any more: then the patch is at fault, not the request. */
    private static Decoded decode(Target target, Patch patch, ObjectNode patched, Supplier<String> shown) {
        String problem = patch.problem(patched, target.served().shape());
        if (!problem.isEmpty()) {
            throw invalidPatch(shown.get(), problem);
        }
        try {
            return target.served().shape().decode(patched);
        } catch (ApiException e) {
            throw e.reason() == Reason.BAD_REQUEST
                    ? invalidPatch(
                            shown.get(), bare(inOrder(target, patch, shown, e).message()))
                    : e;
        }
    }

    /** The first problem counts: that is the first in the document as it is shown, not as it is held here. */
    private static ApiException inOrder(Target target, Patch patch, Supplier<String> shown, ApiException found) {
        if (patch instanceof Patch.Strategic) {
            return found;
        }
        try {
            target.served().shape().decode(Json.parseObject(shown.get().getBytes(StandardCharsets.UTF_8)));
            return found;
        } catch (ApiException e) {
            return e;
        }
    }

    /** Without the words that refuse a whole body. */
    private static String bare(String refusal) {
        return WHOLE_BODY.matcher(refusal).replaceFirst("");
    }

    private static void report(
            ObjectNode patched, Patch patch, Decoded decoded, Supplier<String> shown, WriteOptions options) {
        List<String> problems = Stream.concat(
                        patch.problems().stream(), decoded.warnings().stream().sorted())
                .toList();
        switch (options.fieldValidation()) {
            case IGNORE -> {}
            case WARN -> problems.forEach(options.warn());
            case STRICT -> {
                if (!problems.isEmpty()) {
                    throw invalidPatch(
                            shown.get(), Decoded.of(patched, problems).strictError());
                }
            }
        }
    }

    /** The refusal of a patch whose result is no object of its kind. */
    public static ApiException invalidPatch(ObjectNode patched, String why) {
        return invalidPatch(Json.text(patched), why);
    }

    private static ApiException invalidPatch(String shown, String why) {
        FieldErrors errors = new FieldErrors();
        errors.invalid(FieldPath.of("patch"), shown, why);
        return ApiException.invalid("", "", "", errors.causes());
    }

    /** The object must be named as its path says. */
    static void checkName(Target target, ObjectNode object) {
        String name = Meta.of(object).name();
        if (name.isEmpty()) {
            throw ApiException.badRequest("the name of the object (" + target.name()
                    + " based on URL) was undeterminable: name must be provided");
        }
        if (!name.equals(target.name())) {
            throw ApiException.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + target.name() + ")");
        }
    }
}
