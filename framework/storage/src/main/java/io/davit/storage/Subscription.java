package io.davit.storage;

/** A running watch. After {@link #close()} returns, at most the one delivery that was under way still ends. */
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
