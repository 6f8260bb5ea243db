package io.davit.bench;

import java.time.Duration;
import java.util.Arrays;

/**
 * What one load on one server came to.
 *
 * @param count requests answered as expected
 * @param time from the first to the last
 * @param cpu what the server's processes used of it
 * @param nanos how long each request took, ascending
 */
record Measured(long count, Duration time, Duration cpu, long[] nanos) {

    Measured {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    double perSecond() {
        return count / seconds(time);
    }

    /** 0 where the CPU time is unknown. */
    double perCpuSecond() {
        return cpu.isZero() ? 0 : count / seconds(cpu);
    }

    /** Milliseconds that the given share of requests did not exceed. */
    double percentile(double share) {
        if (nanos.length == 0) {
            return 0;
        }
        int index = (int) Math.ceil(share * nanos.length) - 1;
        return nanos[Math.max(0, index)] / 1e6;
    }

    private static double seconds(Duration duration) {
        return Math.max(1, duration.toNanos()) / 1e9;
    }
}
