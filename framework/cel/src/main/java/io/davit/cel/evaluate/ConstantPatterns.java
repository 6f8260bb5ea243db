package io.davit.cel.evaluate;

import com.google.re2j.Pattern;
import io.davit.cel.library.Function;
import io.davit.cel.library.Patterns;
import io.davit.cel.value.Failure;

/** Patterns that an expression spells out are compiled once, when it is planned. */
final class ConstantPatterns {

    private ConstantPatterns() {}

    static Function.Body prepared(String function, Step[] arguments, Function.Body body) {
        if (!Patterns.FUNCTIONS.contains(function)
                || arguments.length < 2
                || !(arguments[1] instanceof Constant constant)
                || !(constant.value() instanceof String text)) {
            return body;
        }
        Object compiled = Patterns.compile(text);
        if (compiled instanceof Failure failure) {
            throw new Planner.Unplannable(failure.message());
        }
        return compiled instanceof Pattern pattern ? Patterns.with(function, pattern) : body;
    }
}
