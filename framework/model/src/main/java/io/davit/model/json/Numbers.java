package io.davit.model.json;

import java.math.BigDecimal;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;

/**
 * Number nodes that print the way the API prints numbers: whole ones without a fraction below 1e21, others with as few digits as
 * tell the double apart, and with an exponent only where they are tiny or huge. They stay decimal nodes, so that {@code 2.0} can be
 * told from {@code 2} where that matters.
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
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        boolean plain = value == Math.rint(value) && Math.abs(value) < HUGE;
        return DecimalNode.valueOf(plain ? exact.setScale(0) : exact);
    }
}
