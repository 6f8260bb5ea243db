package io.davit.cel.library;

import dev.cel.common.types.CelType;
import io.davit.cel.value.Failure;
import io.davit.cel.value.Opaque;
import io.davit.model.quantity.Quantity;
import io.davit.model.quantity.QuantityFormatException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Amounts of resources.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library">Kubernetes quantity library</a>
 */
final class QuantityLibrary {

    /** An amount; equal amounts are equal however they are written. */
    private record Amount(Quantity quantity) implements Opaque {
        @Override
        public String typeName() {
            return "kubernetes.Quantity";
        }
    }

    private QuantityLibrary() {}

    static List<Function> functions() {
        List<CelType> one = List.of(Types.QUANTITY);
        List<CelType> two = List.of(Types.QUANTITY, Types.QUANTITY);
        List<CelType> withInt = List.of(Types.QUANTITY, Types.INT);
        return List.of(
                Function.named("quantity")
                        .global("string_to_quantity", Types.QUANTITY, List.of(Types.STRING), a -> parse((String) a[0]))
                        .build(),
                Function.named("isQuantity")
                        .global(
                                "is_quantity_string",
                                Types.BOOL,
                                List.of(Types.STRING),
                                a -> parse((String) a[0]) instanceof Amount)
                        .build(),
                Function.named("sign")
                        .global("quantity_sign", Types.INT, one, a ->
                                (long) amount(a, 0).signum())
                        .build(),
                Function.named("isGreaterThan")
                        .member(
                                "quantity_is_greater_than",
                                Types.BOOL,
                                two,
                                a -> amount(a, 0).compareTo(amount(a, 1)) > 0)
                        .build(),
                Function.named("isLessThan")
                        .member(
                                "quantity_is_less_than",
                                Types.BOOL,
                                two,
                                a -> amount(a, 0).compareTo(amount(a, 1)) < 0)
                        .build(),
                Function.named("compareTo")
                        .member("quantity_compare_to", Types.INT, two, a ->
                                (long) amount(a, 0).compareTo(amount(a, 1)))
                        .build(),
                Function.named("asApproximateFloat")
                        .member(
                                "quantity_get_float",
                                Types.DOUBLE,
                                one,
                                a -> amount(a, 0).amount().doubleValue())
                        .build(),
                Function.named("asInteger")
                        .member(
                                "quantity_get_int",
                                Types.INT,
                                one,
                                a -> isInteger(amount(a, 0))
                                        ? (Object) amount(a, 0).amount().longValueExact()
                                        : new Failure("cannot convert value to integer"))
                        .build(),
                Function.named("isInteger")
                        .member("quantity_is_integer", Types.BOOL, one, a -> isInteger(amount(a, 0)))
                        .build(),
                Function.named("add")
                        .member(
                                "quantity_add",
                                Types.QUANTITY,
                                two,
                                a -> new Amount(amount(a, 0).plus(amount(a, 1))))
                        .member(
                                "quantity_add_int",
                                Types.QUANTITY,
                                withInt,
                                a -> new Amount(amount(a, 0).plus(Quantity.of((Long) a[1]))))
                        .build(),
                Function.named("sub")
                        .member(
                                "quantity_sub",
                                Types.QUANTITY,
                                two,
                                a -> new Amount(amount(a, 0).minus(amount(a, 1))))
                        .member(
                                "quantity_sub_int",
                                Types.QUANTITY,
                                withInt,
                                a -> new Amount(amount(a, 0).minus(Quantity.of((Long) a[1]))))
                        .build());
    }

    private static Quantity amount(Object[] arguments, int index) {
        return ((Amount) arguments[index]).quantity();
    }

    private static Object parse(String text) {
        try {
            // unlike elsewhere, spaces around it make it no quantity
            if (!text.equals(text.strip())) {
                return new Failure(
                        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
            }
            return new Amount(Quantity.parse(text));
        } catch (QuantityFormatException e) {
            return new Failure(e.message());
        }
    }

    private static boolean isInteger(Quantity quantity) {
        BigDecimal amount = quantity.amount();
        return quantity.isWhole() && amount.toBigInteger().bitLength() < Long.SIZE;
    }
}
