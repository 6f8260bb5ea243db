package io.davit.app.history;

import java.util.function.Consumer;

/** Shows revisions as they come, and says at the end whether there were more. */
interface Report extends Consumer<Revision> {

    /** @param whole false when older revisions are no longer kept */
    void end(boolean whole);
}
