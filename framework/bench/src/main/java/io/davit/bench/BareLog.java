package io.davit.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Appending records to a preallocated file and forcing it: what durable writes cost when nobody does any work. */
final class BareLog {

    private static final int SIZE = 64 << 20;

    private BareLog() {}

    /**
     * Appends for a while.
     *
     * @param group how many records share one force: the best that so many waiting clients can be served with
     */
    static Measured run(Path directory, byte[] entry, int group, Duration time) {
        Path file = directory.resolve("bare.log");
        List<Long> nanos = new ArrayList<>();
        long start = System.nanoTime();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            preallocate(channel);
            ByteBuffer buffer = ByteBuffer.allocateDirect(entry.length * group);
            start = System.nanoTime();
            long position = 0;
            while (System.nanoTime() - start < time.toNanos()) {
                long asked = System.nanoTime();
                buffer.clear();
                for (int i = 0; i < group; i++) {
                    buffer.put(entry);
                }
                buffer.flip();
                position = position + buffer.remaining() > SIZE ? 0 : position;
                position += channel.write(buffer, position);
                channel.force(false);
                for (int i = 0; i < group; i++) {
                    nanos.add(System.nanoTime() - asked);
                }
            }
        } catch (IOException e) {
            throw new BenchException("cannot write " + file + ": " + e.getMessage(), e);
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new BenchException("cannot delete " + file + ": " + e.getMessage(), e);
        }
        return new Measured(
                nanos.size(),
                taken,
                Duration.ZERO,
                nanos.stream().mapToLong(Long::longValue).toArray());
    }

    private static void preallocate(FileChannel channel) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        for (long at = 0; at < SIZE; at += zeros.capacity()) {
            zeros.clear();
            channel.write(zeros, at);
        }
        channel.force(true);
    }
}
