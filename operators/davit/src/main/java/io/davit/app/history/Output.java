package io.davit.app.history;

import java.io.PrintWriter;
import java.nio.charset.Charset;

/** The ways a history can be shown. */
public enum Output {
    TEXT,
    JSON,
    YAML;

    /**
     * Tells a history, newest revision first.
     *
     * @param at begins with the state at this revision; 0 for the newest
     * @param limit at most so many revisions; 0 for all
     * @param charset what the writer writes in: what it cannot write is escaped
     */
    public void tell(History history, long at, int limit, PrintWriter out, Charset charset) {
        Report report = this == TEXT ? new TextReport(history, out, charset) : new TreeReport(history, this, out);
        report.end(history.tell(at, limit, report));
        out.flush();
    }
}
