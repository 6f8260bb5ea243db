package io.davit.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The live heap of another JVM on this machine, by the JDK's own {@code jcmd}. */
final class Heap {

    private static final String USED = "used ";

    private Heap() {}

    /** Bytes in use after a full collection. */
    static long live(long process) {
        jcmd(process, "GC.run");
        return jcmd(process, "GC.heap_info")
                .lines()
                .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
                .mapToLong(Heap::used)
                .sum();
    }

    /** The number in {@code used 123K}, 0 for other lines. */
    static long used(String line) {
        int start = line.indexOf(USED);
        if (start < 0) {
            return 0;
        }
        String rest = line.substring(start + USED.length());
        int digits = 0;
        while (digits < rest.length() && Character.isDigit(rest.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits == rest.length()) {
            return 0;
        }
        long number = Long.parseLong(rest.substring(0, digits));
        return switch (rest.charAt(digits)) {
            case 'K' -> number << 10;
            case 'M' -> number << 20;
            case 'G' -> number << 30;
            default -> number;
        };
    }

    private static String jcmd(long process, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process run = new ProcessBuilder(jcmd, String.valueOf(process), command)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!run.waitFor(2, TimeUnit.MINUTES) || run.exitValue() != 0) {
                throw new BenchException("jcmd " + command + " failed: " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new BenchException("cannot run jcmd: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
