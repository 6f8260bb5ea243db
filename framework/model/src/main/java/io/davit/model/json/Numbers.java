package io.davit.model.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NumericNode;

/**
 * Number nodes that print the way the API prints numbers: whole ones without a fraction below 1e21, others with as few digits as
 * tell the double apart, and with an exponent only where they are tiny or huge.
 */
final class Numbers extends JsonNodeFactory {

    private static final long serialVersionUID = 1L;

    private static final double HUGE = 1e21;

    @Override
    public NumericNode numberNode(double value) {
        return of(value);
    }

    /** {@code value} must be finite. */
    static NumericNode of(double value) {
        if (value != Math.rint(value) || Math.abs(value) >= HUGE) {
            return DecimalNode.valueOf(new BigDecimal(Double.toString(value)).stripTrailingZeros());
        }
        BigInteger whole = new BigDecimal(Double.toString(value)).toBigIntegerExact();
        if (whole.bitLength() > 63) {
            return BigIntegerNode.valueOf(whole);
        }
        long exact = whole.longValueExact();
        return exact == (int) exact ? IntNode.valueOf((int) exact) : LongNode.valueOf(exact);
    }
}
