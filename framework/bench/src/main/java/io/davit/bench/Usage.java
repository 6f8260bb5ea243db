package io.davit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** CPU time and memory of a server's processes, as the operating system counts them; zero where they are unknown. */
record Usage(List<Long> processes) {

    private static final String RESIDENT = "VmRSS:";

    Usage {
        processes = List.copyOf(processes);
    }

    Duration cpu() {
        return processes.stream()
                .flatMap(process -> ProcessHandle.of(process).stream())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Resident bytes. */
    long memory() {
        return processes.stream().mapToLong(Usage::resident).sum();
    }

    private static long resident(long process) {
        Path status = Path.of("/proc/" + process + "/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.substring(RESIDENT.length(), line.length() - "kB".length())
                                    .strip())
                            * 1024)
                    .sum();
        } catch (IOException e) {
            throw new BenchException("cannot read " + status, e);
        }
    }
}
