package io.davit.kinds.devices;

import io.davit.cel.Compilation;
import io.davit.cel.Compiler;
import io.davit.cel.Declarations;
import io.davit.cel.Type;
import io.davit.kinds.reading.Field;
import io.davit.kinds.reading.Rules;
import java.util.List;
import java.util.Map;

/**
 * Expressions that choose devices by what drivers tell of them.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/">Dynamic resource allocation</a>
 */
final class DeviceExpressions {

    private static final long MOST_COST = 1_000_000;
    private static final int MOST_ATTRIBUTES = 32;
    private static final Type DOMAIN = Type.string(63);
    private static final Type NAME = Type.string(32);

    private static final Type ATTRIBUTE = Type.any(64);

    private static final Declarations DEVICE = Declarations.none()
            .withBind()
            .with(
                    "device",
                    Type.object(
                            "kubernetes.DRADevice",
                            Map.of(
                                    "driver",
                                    DOMAIN,
                                    "allowMultipleAllocations",
                                    Type.BOOL,
                                    "attributes",
                                    byDomainAndName(ATTRIBUTE),
                                    "capacity",
                                    byDomainAndName(Type.QUANTITY))));

    private DeviceExpressions() {}

    /** It must be true or false, or an attribute of which that is not known before, and not cost too much. */
    static void check(Field expression, Rules rules) {
        switch (Compiler.compile(expression.text(), DEVICE, List.of(Type.BOOL, ATTRIBUTE))) {
            case Compilation.Compiled compiled -> {
                if (compiled.estimate().max() > MOST_COST) {
                    rules.forbidden(expression, "too complex, exceeds cost limit");
                }
            }
            case Compilation.Rejected rejected -> rules.invalidText(expression, rejected.message());
            case Compilation.Mistyped mistyped ->
                rules.invalidText(expression, "must evaluate to bool or the unknown type, not " + mistyped.found());
        }
    }

    private static Type byDomainAndName(Type value) {
        return Type.map(DOMAIN, Type.map(NAME, value, MOST_ATTRIBUTES), MOST_ATTRIBUTES);
    }
}
