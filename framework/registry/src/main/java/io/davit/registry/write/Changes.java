package io.davit.registry.write;

import io.davit.model.error.ApiException;
import io.davit.model.meta.Meta;
import io.davit.registry.Target;
import io.davit.registry.family.Body;
import io.davit.registry.family.Decoded;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The changes that requests bring: a whole new object, or a patch. */
public final class Changes {

    private Changes() {}

    /** The body of a PUT. */
    public static Change replace(Target target, Body body, WriteOptions options) {
        Decoded decoded = target.served().shape().decode(body);
        Strictness.apply(target.served().definition().kind(), decoded, options);
        Meta sent = Meta.of(decoded.object());
        if (sent.name().isEmpty()) {
            sent.name(target.name());
        } else if (!sent.name().equals(target.name())) {
            throw ApiException.badRequest("the name of the object (" + sent.name()
                    + ") does not match the name on the URL (" + target.name() + ")");
        }
        return present -> Decoded.clean(decoded.object().deepCopy());
    }

    /** The body of a PATCH. Problems are reported each time it is applied, but warned about once. */
    public static Change patch(Target target, Patch patch, WriteOptions options) {
        return new Change() {
            private boolean reported;

            @Override
            public Decoded apply(ObjectNode present) {
                Decoded decoded = target.served().shape().decode(patch.applyTo(present));
                if (!reported) {
                    reported = true;
                    report(target, patch, decoded, options);
                }
                return decoded;
            }
        };
    }

    private static void report(Target target, Patch patch, Decoded decoded, WriteOptions options) {
        List<String> problems = Stream.concat(patch.problems().stream(), decoded.warnings().stream())
                .toList();
        Decoded all = Decoded.of(decoded.object(), problems);
        Strictness.apply(target.served().definition().kind(), all, options);
    }
}
