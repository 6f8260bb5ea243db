package io.davit.cel.library;

import io.davit.cel.value.Bytes;
import io.davit.cel.value.Failure;
import io.davit.cel.value.ListValue;
import io.davit.cel.value.MapValue;
import io.davit.cel.value.Null;
import io.davit.cel.value.Numeric;
import io.davit.cel.value.PlainList;
import io.davit.cel.value.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values that may be absent.
 *
 * @see <a href="https://github.com/google/cel-spec/wiki/proposal-246">Optional values</a>
 */
final class OptionalLibrary {

    private static final Function.Body STEP = _ -> Failure.NO_SUCH_OVERLOAD;

    private OptionalLibrary() {}

    static List<Function> functions() {
        return List.of(
                Function.named("optional.of")
                        .global("optional_of", Types.optional(Types.V), List.of(Types.V), a -> Optional.of(a[0]))
                        .build(),
                Function.named("optional.ofNonZeroValue")
                        .global(
                                "optional_ofNonZeroValue",
                                Types.optional(Types.V),
                                List.of(Types.V),
                                a -> isZero(a[0]) ? Optional.empty() : Optional.of(a[0]))
                        .build(),
                Function.named("optional.none")
                        .global("optional_none", Types.optional(Types.V), List.of(), _ -> Optional.empty())
                        .build(),
                Function.named("value")
                        .member(
                                "optional_value",
                                Types.V,
                                List.of(Types.optional(Types.V)),
                                a -> ((Optional<?>) a[0])
                                        .<Object>map(value -> value)
                                        .orElse(new Failure("optional.none() dereference")))
                        .build(),
                Function.named("hasValue")
                        .member(
                                "optional_hasValue",
                                Types.BOOL,
                                List.of(Types.optional(Types.V)),
                                a -> ((Optional<?>) a[0]).isPresent())
                        .build(),
                // steps of their own; here for the checker
                Function.named("or")
                        .member(
                                "optional_or_optional",
                                Types.optional(Types.V),
                                List.of(Types.optional(Types.V), Types.optional(Types.V)),
                                STEP)
                        .build(),
                Function.named("orValue")
                        .member("optional_orValue_value", Types.V, List.of(Types.optional(Types.V), Types.V), STEP)
                        .build(),
                Function.named("_?._")
                        .global(
                                "select_optional_field",
                                Types.optional(Types.V),
                                List.of(Types.DYN, Types.STRING),
                                STEP)
                        .build(),
                Function.named("_[?_]")
                        .global(
                                "list_optindex_optional_int",
                                Types.optional(Types.V),
                                List.of(Types.list(Types.V), Types.INT),
                                STEP)
                        .global(
                                "optional_list_optindex_optional_int",
                                Types.optional(Types.V),
                                List.of(Types.optional(Types.list(Types.V)), Types.INT),
                                STEP)
                        .global(
                                "map_optindex_optional_value",
                                Types.optional(Types.V),
                                List.of(Types.map(Types.K, Types.V), Types.K),
                                STEP)
                        .global(
                                "optional_map_optindex_optional_value",
                                Types.optional(Types.V),
                                List.of(Types.optional(Types.map(Types.K, Types.V)), Types.K),
                                STEP)
                        .build(),
                Function.named("_[_]")
                        .global(
                                "optional_list_index_int",
                                Types.optional(Types.V),
                                List.of(Types.optional(Types.list(Types.V)), Types.INT),
                                STEP)
                        .global(
                                "optional_map_index_value",
                                Types.optional(Types.V),
                                List.of(Types.optional(Types.map(Types.K, Types.V)), Types.K),
                                STEP)
                        .build(),
                Function.named("first")
                        .member(
                                "list_first",
                                Types.optional(Types.V),
                                List.of(Types.list(Types.V)),
                                a -> end(a[0], true))
                        .build(),
                Function.named("last")
                        .member(
                                "list_last",
                                Types.optional(Types.V),
                                List.of(Types.list(Types.V)),
                                a -> end(a[0], false))
                        .build(),
                Function.named("optional.unwrap")
                        .global(
                                "optional_unwrap",
                                Types.list(Types.V),
                                List.of(Types.list(Types.optional(Types.V))),
                                a -> unwrap((ListValue) a[0]))
                        .build(),
                Function.named("unwrapOpt")
                        .member(
                                "optional_unwrapOpt",
                                Types.list(Types.V),
                                List.of(Types.list(Types.optional(Types.V))),
                                a -> unwrap((ListValue) a[0]))
                        .build());
    }

    private static Object end(Object value, boolean first) {
        ListValue list = (ListValue) value;
        if (list.size() == 0) {
            return Optional.empty();
        }
        Object element = list.get(first ? 0 : list.size() - 1);
        return element instanceof Failure ? element : Optional.of(element);
    }

    private static Object unwrap(ListValue list) {
        List<Object> values = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof Optional<?> optional)) {
                return new Failure("value " + Texts.plain(element) + " is not optional");
            }
            optional.ifPresent(values::add);
        }
        return new PlainList(values);
    }

    private static boolean isZero(Object value) {
        return switch (value) {
            case Null _ -> true;
            case String text -> text.isEmpty();
            case Boolean truth -> !truth;
            case ListValue list -> list.size() == 0;
            case MapValue map -> map.size() == 0;
            case Bytes bytes -> bytes.size() == 0;
            case Duration duration -> duration.isZero();
            case Optional<?> optional -> optional.isEmpty();
            default -> Numeric.isNumber(value) && Integer.valueOf(0).equals(Numeric.compare(value, 0L));
        };
    }
}
