package io.davit.storage.embedded.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Appends and forces, nothing else: whoever comes while the disk is busy is written and forced together with the others who wait. */
final class BareLog implements AutoCloseable {

    private static final int BUFFER = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition forced = lock.newCondition();
    private final FileChannel file;
    private final long size;
    private ByteBuffer filling = ByteBuffer.allocateDirect(BUFFER);
    private ByteBuffer writing = ByteBuffer.allocateDirect(BUFFER);
    private long appended;
    private long durable;
    private boolean busy;

    private BareLog(FileChannel file, long size) {
        this.file = file;
        this.size = size;
    }

    /** Grows with every append, so each force also writes the new size. */
    static BareLog growing(Path path) throws IOException {
        return new BareLog(
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), Long.MAX_VALUE);
    }

    /** Writes over what was written and forced before, again and again: the cheapest durable write there is. */
    static BareLog preallocated(Path path, int size) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        for (int written = 0; written < size; written += BUFFER) {
            file.write(ByteBuffer.allocate(BUFFER));
        }
        file.force(true);
        file.position(0);
        return new BareLog(file, size);
    }

    void append(byte[] record) throws IOException {
        lock.lock();
        try {
            filling.put(record);
            long mine = ++appended;
            while (durable < mine) {
                if (busy) {
                    forced.awaitUninterruptibly();
                } else {
                    force();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void force() throws IOException {
        ByteBuffer batch = filling;
        filling = writing;
        writing = batch;
        long upTo = appended;
        busy = true;
        lock.unlock();
        try {
            batch.flip();
            if (file.position() + batch.remaining() > size) {
                file.position(0);
            }
            while (batch.hasRemaining()) {
                file.write(batch);
            }
            batch.clear();
            file.force(false);
        } finally {
            lock.lock();
            busy = false;
            durable = upTo;
            forced.signalAll();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
