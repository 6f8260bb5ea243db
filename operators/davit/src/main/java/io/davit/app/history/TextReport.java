package io.davit.app.history;

import io.davit.model.json.Json;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * For people: a line for each revision, and beneath it a line for each field that changed.
 *
 * <p>Long values are cut. Nothing that a terminal would obey gets through.
 */
final class TextReport implements Report {

    private static final int LONGEST = 100;

    private final History history;
    private final PrintWriter out;
    private final CharsetEncoder encoder;
    private final String arrow;
    private boolean begun;

    TextReport(History history, PrintWriter out, Charset charset) {
        this.history = history;
        this.out = out;
        this.encoder = charset.newEncoder();
        this.arrow = encoder.canEncode('→') ? " → " : " -> ";
    }

    @Override
    public void accept(Revision revision) {
        if (!begun) {
            begun = true;
            String namespace = history.namespace();
            out.println(printable(history.resource().qualified() + "/" + history.name()
                    + (namespace.isEmpty() ? "" : " in " + namespace)));
        }
        out.println();
        out.println(printable(head(revision)));
        switch (revision.event()) {
            case CREATED -> out.println("  created");
            case DELETED -> out.println("  deleted");
            case OLDEST_KEPT -> out.println("  (what this write changed is no longer known)");
            case CHANGED -> changes(revision);
        }
        out.flush();
    }

    @Override
    public void end(boolean whole) {
        if (!whole) {
            out.println();
            out.println("Older revisions are no longer kept.");
        }
    }

    private void changes(Revision revision) {
        if (revision.changes().isEmpty()) {
            out.println("  (no field changed, only who owns them)");
        }
        for (Change change : revision.changes()) {
            String values = change.secret()
                    ? "(secret) " + what(change)
                    : shown(change.before()) + arrow + shown(change.after());
            out.println(printable("  " + Step.text(change.path()) + ": ") + printable(values));
        }
    }

    private static String head(Revision revision) {
        return revision.resourceVersion() + "  " + when(revision) + who(revision);
    }

    private static String when(Revision revision) {
        return !revision.time().isEmpty()
                ? revision.time()
                : revision.notBefore().isEmpty() ? "(time unknown)" : revision.notBefore() + " or later";
    }

    /** The API doesn't tell who deleted an object. */
    private static String who(Revision revision) {
        Author author = revision.author();
        if (author != null) {
            return "  " + who(author);
        }
        return revision.event() == Revision.Event.DELETED ? "" : "  (manager not recorded)";
    }

    private static String who(Author author) {
        String subresource = author.subresource().isEmpty() ? "" : " of " + author.subresource();
        return author.manager() + " (" + author.operation() + subresource + ")";
    }

    private static String what(Change change) {
        return change.before() == null ? "added" : change.after() == null ? "removed" : "changed";
    }

    private static String shown(@Nullable JsonNode value) {
        if (value == null) {
            return "<none>";
        }
        String text = Json.text(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "... (" + text.length() + " characters)";
    }

    /** Without control characters and the like, which a terminal would obey, and without what its character set lacks. */
    private String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            String character = Character.toString(point);
            if (isPlain(point) && encoder.canEncode(character)) {
                printable.append(character);
            } else {
                character.chars().forEach(unit -> printable.append(String.format("\\u%04x", unit)));
            }
        });
        return printable.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
