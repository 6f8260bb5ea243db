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
import io.davit.registry.family.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The changes that requests bring: a whole new object, or a patch. */
public final class Changes {

    private static final Pattern WHOLE_BODY =
            Pattern.compile("^\\S+ in version \"[^\"]*\" cannot be handled as a \\S+: ");

    private static final Pattern UNRECOGNIZED = Pattern.compile(
            "^the object provided is unrecognized \\(must be of type \\S+\\): (.*) \\(.*\\)$", Pattern.DOTALL);

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
                Decoded decoded = patched(target.served().shape(), patch, present, options, !reported);
                reported = true;
                checkName(target, decoded.object());
                return decoded;
            }
        };
    }

    /**
     * An object with a patch applied to it.
     *
     * @param report whether problems are warned about or refused, as the request asked
     */
    public static Decoded patched(Reading kind, Patch patch, ObjectNode present, WriteOptions options, boolean report) {
        ObjectNode before = present.deepCopy();
        ObjectNode patched = patch.applyTo(present);
        Supplier<String> shown = () -> patch.shown(kind.written(before));
        Decoded decoded = decode(kind, patch, patched, shown);
        if (report) {
            report(patched, patch, decoded, shown, options);
        }
        return decoded;
    }

    /** What a patch makes of an object may be no object of the kind any more: then the patch is at fault, not the request. */
    private static Decoded decode(Reading kind, Patch patch, ObjectNode patched, Supplier<String> shown) {
        if (isUnknown(kind, patch, patched)) {
            List<String> unknown = patched.propertyNames().stream()
                    .filter(name -> !name.equals("apiVersion") && !name.equals("kind"))
                    .sorted()
                    .map(name -> "unknown field " + Json.quote(name))
                    .toList();
            return Decoded.of(Json.object(), unknown);
        }
        String problem = patch.problem(patched, kind);
        if (!problem.isEmpty()) {
            throw invalidPatch(shown.get(), problem);
        }
        try {
            return kind.decode(patched);
        } catch (ApiException e) {
            throw e.reason() == Reason.BAD_REQUEST
                    ? invalidPatch(
                            shown.get(), bare(inOrder(kind, patch, shown, e).message()))
                    : e;
        }
    }

    /** Without a version upstream reads the whole as something that has none of its fields. */
    private static boolean isUnknown(Reading kind, Patch patch, ObjectNode patched) {
        JsonNode version = patched.path("apiVersion");
        boolean none = version.isMissingNode()
                || version.isNull()
                || (version.isString() && version.asString().isEmpty());
        return none && kind.knowsNothingWithoutVersion() && !(patch instanceof Patch.Strategic);
    }

    /** The first problem counts: that is the first in the document as it is shown, not as it is held here. */
    private static ApiException inOrder(Reading kind, Patch patch, Supplier<String> shown, ApiException found) {
        if (patch instanceof Patch.Strategic) {
            return found;
        }
        try {
            kind.decode(Json.parseObject(shown.get().getBytes(StandardCharsets.UTF_8)));
            return found;
        } catch (ApiException e) {
            return e;
        }
    }

    /** Without the words that refuse a whole body. */
    private static String bare(String refusal) {
        Matcher unrecognized = UNRECOGNIZED.matcher(refusal);
        return unrecognized.matches()
                ? unrecognized.group(1)
                : WHOLE_BODY.matcher(refusal).replaceFirst("");
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
