package io.davit.bench;

/** A fan-out's result as figures. */
final class Fanouts {

    private Fanouts() {}

    static void put(Figures figures, Fanout.Result result) {
        figures.put(Figure.WATCH_LAST, result.perEvent().percentile(0.5));
        figures.put(Figure.WATCH_LAST_P99, result.perEvent().percentile(0.99));
        figures.put(Figure.WATCH_LOST, result.expected() - result.delivered());
        if (!result.perEvent().cpu().isZero()) {
            figures.put(Figure.WATCH_CPU, result.cpuMicrosPerDelivery());
            figures.put(Figure.WATCH_MEMORY, result.connectionBytes() / 1e3);
        }
    }
}
