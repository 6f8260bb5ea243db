package io.davit.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured of one server. */
final class Figures {

    private final Map<Figure, Double> values = new EnumMap<>(Figure.class);

    /** Keeps a value; one that is not finite was not measured. */
    void put(Figure figure, double value) {
        if (Double.isFinite(value)) {
            values.put(figure, value);
        }
    }

    OptionalDouble get(Figure figure) {
        Double value = values.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
