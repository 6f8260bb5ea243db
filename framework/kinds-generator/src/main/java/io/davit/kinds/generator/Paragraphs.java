package io.davit.kinds.generator;

import java.util.Optional;

/**
 * The text of two tellings of one comment: the client models keep how much white space was between two words, but made blanks of it all; the
 * protobuf library's sources keep their lines, but lost the empty ones.
 */
final class Paragraphs {

    private final String flat;
    private final String lines;
    private final StringBuilder text = new StringBuilder();
    private int inFlat;
    private int inLines;

    private Paragraphs(String flat, String lines) {
        this.flat = flat;
        this.lines = lines;
    }

    /**
     * The comment with its paragraphs; empty when these are not two tellings of one.
     *
     * @param flat as the client models have it
     * @param lines joined of the sources' lines
     */
    static Optional<String> restored(String flat, String lines) {
        return new Paragraphs(flat, lines).read();
    }

    private Optional<String> read() {
        while (inFlat < flat.length() && inLines < lines.length()) {
            String word = run(flat, inFlat, false);
            if (!word.equals(run(lines, inLines, false))) {
                return Optional.empty();
            }
            inFlat += word.length();
            inLines += word.length();
            String blanks = run(flat, inFlat, true);
            String between = run(lines, inLines, true);
            inFlat += blanks.length();
            inLines += between.length();
            text.append(word).append(between(blanks.length(), between));
        }
        return inFlat == flat.length() && inLines == lines.length()
                ? Optional.of(text.toString().strip())
                : Optional.empty();
    }

    private static String between(int length, String known) {
        if (length <= known.length()) {
            return known;
        }
        return known.equals(" ") ? "\n".repeat(length) : "\n".repeat(length - known.length()) + known;
    }

    private static String run(String text, int from, boolean blank) {
        int to = from;
        while (to < text.length() && Character.isWhitespace(text.charAt(to)) == blank) {
            to++;
        }
        return text.substring(from, to);
    }
}
