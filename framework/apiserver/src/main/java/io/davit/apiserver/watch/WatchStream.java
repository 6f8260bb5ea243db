package io.davit.apiserver.watch;

import io.davit.apiserver.status.Statuses;
import io.davit.model.error.ApiException;
import io.davit.model.error.Cause;
import io.davit.model.error.Details;
import io.davit.model.error.Reason;
import io.davit.registry.cache.CacheEvent;
import io.davit.registry.cache.CachedObject;
import io.davit.registry.cache.ObjectCache;
import io.davit.registry.cache.Watcher;
import io.davit.registry.family.Served;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * One watch as a stream of frames, sent only as fast as its reader takes them. A reader that falls behind by more than the log keeps is
 * disconnected, to resume from the last version it has seen: writers never wait for readers.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes">Efficient detection of changes</a>
 */
public final class WatchStream {

    private static final Duration BOOKMARKS = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int BATCH = 64 * 1024;

    /** Where frames are made that somebody else may have to convert: nobody waits for those but their own readers. */
    private static final Executor WAITERS = Executors.newVirtualThreadPerTaskExecutor();

    /** Threads that make and hand over the frames of all watches. */
    private static final Executor SENDERS = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("watch-", 0).daemon().factory());

    private final Served served;
    private final String under;
    private final Predicate<CachedObject> selection;
    private final Frames frames;
    private final Start start;
    private final boolean bookmarks;
    private final Duration timeout;

    /**
     * Where a watch begins.
     *
     * @param initial whether the present objects come first, as ADDED
     * @param after without them: the version already known
     * @param notBefore with them: a version that the present state must have reached
     * @param endMark whether a bookmark says where they end
     */
    public record Start(boolean initial, long after, long notBefore, boolean endMark) {}

    /** @param under the prefix of the keys to watch; {@code selection} is asked about each of their states */
    public WatchStream(
            Served served,
            String under,
            Predicate<CachedObject> selection,
            Frames frames,
            Start start,
            boolean bookmarks,
            Duration timeout) {
        this.served = served;
        this.under = under;
        this.selection = selection;
        this.frames = frames;
        this.start = start;
        this.bookmarks = bookmarks;
        this.timeout = timeout;
    }

    /** Frame by frame. */
    public Flux<byte[]> frames() {
        return Flux.from(subscriber -> new Running(subscriber, 1).begin());
    }

    /** As many frames together as are ready, up to some size. */
    public Flux<byte[]> batches() {
        return Flux.from(subscriber -> new Running(subscriber, BATCH).begin());
    }

    /** The stream while it runs. Signals are serialised by the work-in-progress counter. */
    private final class Running implements Subscription {

        private final Subscriber<? super byte[]> subscriber;
        private final int batch;
        private final AtomicLong requested = new AtomicLong();
        /** At work from the beginning: changes and requests that come while the stream opens are seen when it is open. */
        private final AtomicInteger working = new AtomicInteger(1);

        private Iterator<CachedObject> initial = Collections.emptyIterator();
        private @Nullable Long endMark;
        private byte @Nullable [] error;
        private final Disposable.Composite timers = reactor.core.Disposables.composite();
        private @Nullable Watcher watcher;
        private volatile boolean cancelled;
        private volatile boolean timedOut;
        private volatile boolean bookmarkDue;
        private boolean last;

        Running(Subscriber<? super byte[]> subscriber, int batch) {
            this.subscriber = subscriber;
            this.batch = batch;
        }

        void begin() {
            subscriber.onSubscribe(this);
            ObjectCache cache = served.family().cache();
            if (start.initial() && start.notBefore() > cache.revision()) {
                Schedulers.boundedElastic().schedule(() -> {
                    if (cache.await(start.notBefore(), PATIENCE)) {
                        open(cache);
                    } else {
                        fail(tooLarge(cache));
                    }
                });
                return;
            }
            if (served.waits()) {
                WAITERS.execute(() -> open(cache));
            } else {
                open(cache);
            }
        }

        private void open(ObjectCache cache) {
            try {
                if (start.initial()) {
                    ObjectCache.Start begun = cache.listAndWatch(under, selection, this::wake);
                    watcher = begun.watcher();
                    if (served.waits()) {
                        // converted together, and remembered
                        served.bytes(begun.state().objects());
                    }
                    initial = begun.state().objects().iterator();
                    if (start.endMark()) {
                        endMark = begun.state().revision();
                    }
                } else {
                    watcher = cache.watch(start.after(), this::wake);
                }
            } catch (ApiException e) {
                fail(e);
                return;
            }
            timers.add(Schedulers.parallel()
                    .schedule(this::timeOut, timeout.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS));
            if (bookmarks) {
                timers.add(Schedulers.parallel()
                        .schedulePeriodically(
                                this::bookmark,
                                BOOKMARKS.toMillis(),
                                BOOKMARKS.toMillis(),
                                java.util.concurrent.TimeUnit.MILLISECONDS));
            }
            goOn();
            if (cancelled) {
                end();
            }
        }

        /** An error event is the last of a stream. */
        private void fail(ApiException refusal) {
            error = frames.error(refusal);
            last = true;
            goOn();
        }

        private void timeOut() {
            timedOut = true;
            drain();
        }

        private void bookmark() {
            bookmarkDue = true;
            drain();
        }

        @Override
        public void request(long n) {
            requested.accumulateAndGet(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
            drain();
        }

        @Override
        public void cancel() {
            cancelled = true;
            end();
        }

        /** Called by whoever writes, who must not be held up: the sending is left to another thread. */
        private void wake() {
            if (working.getAndIncrement() == 0) {
                (served.current().waits() ? WAITERS : SENDERS).execute(this::goOn);
            }
        }

        private void drain() {
            if (served.current().waits()) {
                wake();
            } else if (working.getAndIncrement() == 0) {
                goOn();
            }
        }

        private void goOn() {
            int missed = 1;
            do {
                send();
                missed = working.addAndGet(-missed);
            } while (missed != 0);
        }

        private void send() {
            while (!cancelled && requested.get() > 0) {
                byte[] next = nextBatch();
                if (next == null) {
                    break;
                }
                requested.decrementAndGet();
                subscriber.onNext(next);
            }
            if (!cancelled && isDone()) {
                cancelled = true;
                end();
                subscriber.onComplete();
            }
        }

        private boolean isDone() {
            if (initial.hasNext() || endMark != null || error != null) {
                return false;
            }
            Watcher open = watcher;
            return last || (open != null && (timedOut || (open.isOver() && (open.fellBehind() || !open.hasNext()))));
        }

        private byte @Nullable [] nextBatch() {
            byte[] first = nextFrame();
            if (first == null || batch == 1) {
                return first;
            }
            byte[] second = first.length < batch ? nextFrame() : null;
            if (second == null) {
                return first;
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream(BATCH);
            all.writeBytes(first);
            for (byte[] next = second; next != null; next = all.size() < batch ? nextFrame() : null) {
                all.writeBytes(next);
            }
            return all.toByteArray();
        }

        /** A change that cannot be shown ends the stream with the reason. */
        private byte @Nullable [] nextFrame() {
            try {
                return readFrame();
            } catch (RuntimeException e) {
                initial = Collections.emptyIterator();
                endMark = null;
                last = true;
                return frames.error(Statuses.refusal(e));
            }
        }

        private byte @Nullable [] readFrame() {
            byte[] first = firstFrame();
            if (first != null) {
                return first;
            }
            Watcher open = watcher;
            if (last || open == null || open.fellBehind()) {
                return null;
            }
            for (CacheEvent event = open.next(); event != null; event = open.next()) {
                byte[] frame = event.key().startsWith(under) ? frame(event) : null;
                if (frame != null) {
                    return frame;
                }
            }
            if (bookmarkDue) {
                bookmarkDue = false;
                return frames.bookmark(open.revision(), false);
            }
            return null;
        }

        /** What comes before all changes: the present objects one by one, the mark at their end, or why there is nothing to watch. */
        private byte @Nullable [] firstFrame() {
            if (initial.hasNext()) {
                return frames.event("ADDED", initial.next());
            }
            Long initialEnd = endMark;
            if (initialEnd != null) {
                endMark = null;
                return frames.bookmark(initialEnd, true);
            }
            byte[] next = error;
            error = null;
            return next;
        }

        /** What the change means to this watch: an object may enter or leave its selection. */
        private byte @Nullable [] frame(CacheEvent event) {
            CachedObject now = event.object();
            CachedObject before = event.previous();
            boolean wanted = now != null && selection.test(now);
            boolean had = before != null && selection.test(before);
            if (now != null && wanted) {
                return frames.event(had ? "MODIFIED" : "ADDED", now, event);
            }
            CachedObject gone = had ? event.gone() : null;
            return gone == null ? null : frames.event("DELETED", gone, event);
        }

        private void end() {
            timers.dispose();
            Watcher open = watcher;
            if (open != null) {
                open.close();
            }
        }

        private ApiException tooLarge(ObjectCache cache) {
            return new ApiException(
                    Reason.TIMEOUT,
                    "Timeout: Too large resource version: " + start.notBefore() + ", current: " + cache.revision(),
                    Details.NONE
                            .withCauses(List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")))
                            .withRetryAfter(1));
        }
    }
}
