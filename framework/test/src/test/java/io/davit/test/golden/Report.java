package io.davit.test.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells how every case went, for reading after a run: a line per folder, then what differs. */
final class Report {

    private Report() {}

    static void write(Path file, Map<String, List<String>> results) throws IOException {
        Map<String, int[]> folders = new TreeMap<>();
        StringBuilder details = new StringBuilder();
        results.forEach((name, problems) -> {
            int[] counts = folders.computeIfAbsent(name.substring(0, name.lastIndexOf('/') + 1), f -> new int[2]);
            counts[0] += problems.isEmpty() ? 1 : 0;
            counts[1]++;
            if (!problems.isEmpty()) {
                details.append("\nFAIL ").append(name).append('\n');
                problems.forEach(each -> details.append("  ").append(each).append('\n'));
            }
        });
        StringBuilder summary = new StringBuilder();
        folders.forEach((folder, counts) -> summary.append(folder)
                .append(": ")
                .append(counts[0])
                .append(" of ")
                .append(counts[1])
                .append(" pass\n"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, summary.append(details).toString());
    }
}
